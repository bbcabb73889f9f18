//! A client of the language server: as small as one can be, so that a test sees each message.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than any answer takes on a busy machine; only a server that hangs reaches it.
const PATIENCE: Duration = Duration::from_secs(300);

/// A server process, and the conversation with it.
#[derive(Debug)]
pub struct Client {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that came while another was waited for.
    waiting: VecDeque<Value>,
    last_id: i64,
}

impl Client {
    /// Starts the server under test, on the same day in every run, and has not said anything yet.
    pub fn start() -> Self {
        Self::start_command(Command::new(crate::program()).args(["serve", "--today", "2026-11-22"]))
    }

    /// Starts any server that speaks on stdin and stdout.
    pub fn start_command(command: &mut Command) -> Self {
        let mut server = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program starts");
        let input = server.stdin.take();
        let output = server.stdout.take().expect("stdout is a pipe");
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { server, input, messages, waiting: VecDeque::new(), last_id: 0 }
    }

    /// Starts a server and shakes hands with these capabilities; gives the answer to `initialize` too.
    pub fn initialized(capabilities: Value) -> (Self, Value) {
        let mut client = Self::start();
        let params = json!({"processId": std::process::id(), "rootUri": null, "workspaceFolders": null,
                            "capabilities": capabilities});
        let answer = client.request("initialize", params);
        client.notify("initialized", json!({}));
        (client, answer)
    }

    /// The process's number.
    pub fn process(&self) -> u32 {
        self.server.id()
    }

    /// How much of it is in memory, in bytes. `None` but on Linux, which tells in `/proc`.
    pub fn resident(&self) -> Option<u64> {
        crate::memory::resident(self.process())
    }

    /// How much of it was in memory at most, in bytes. `None` but on Linux.
    pub fn peak(&self) -> Option<u64> {
        crate::memory::peak(self.process())
    }

    /// Sends a request; gives its id.
    pub fn send_request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// Waits for the answer to the request `id`: the whole response.
    pub fn response(&mut self, id: i64) -> Value {
        self.wait_for(&format!("the answer to request {id}"), |message| {
            message.get("method").is_none() && message["id"] == id
        })
    }

    /// Sends a request and gives its result. An error as answer fails the test.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.send_request(method, params);
        let mut response = self.response(id);
        assert!(response.get("error").is_none(), "{method}: {}", response["error"]);
        response["result"].take()
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Waits for the next notification of this method: its params.
    pub fn notification(&mut self, method: &str) -> Value {
        self.wait_for(method, |message| message["method"] == method)["params"].take()
    }

    /// Waits for an error that answers no request: one that the server could not read.
    pub fn error_without_id(&mut self) -> Value {
        let unread = |message: &Value| message.get("error").is_some() && message["id"].is_null();
        self.wait_for("an error without an id", unread)["error"].take()
    }

    /// Opens a document in the editor's name.
    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "languageId": "debate", "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Changes a document; `changes` as the protocol has them.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Closes the server's standard input.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits for the process to end; its exit code.
    pub fn exit_code(&mut self) -> Option<i32> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.server.try_wait().expect("the server can be asked") {
                return status.code();
            }
            thread::yield_now();
        }
        panic!("the server has not ended");
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().expect("the input is open");
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len())
            .and_then(|()| input.flush())
            .expect("the server reads");
    }

    fn wait_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&wanted) {
            return self.waiting.remove(at).expect("it is there");
        }
        let begun = Instant::now();
        loop {
            let patience = PATIENCE.saturating_sub(begun.elapsed());
            let message = self.messages.recv_timeout(patience).unwrap_or_else(|_| panic!("no sign of {what}"));
            if wanted(&message) {
                return message;
            }
            self.answer_if_asked(&message);
            self.waiting.push_back(message);
        }
    }

    /// What the server asks a client for is granted, or answered with nothing.
    fn answer_if_asked(&mut self, message: &Value) {
        if message.get("method").is_some() && message.get("id").is_some() {
            self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that failed half-way leaves no process behind.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The next message of a server. `None` at the end of the stream.
pub fn read_message(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut header = String::new();
        if input.read_line(&mut header).ok()? == 0 {
            return None;
        }
        let header = header.trim();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("Content-Length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
