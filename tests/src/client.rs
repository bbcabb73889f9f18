//! A client of a language server over any pair of streams: as small as possible, so that a test sees each message.

use std::cell::{Cell, RefCell};
use std::io::{BufRead, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than any answer takes on a busy machine; only a server that hangs reaches it.
pub const TIMEOUT: Duration = Duration::from_secs(300);

/// The conversation with a server.
pub struct Client {
    input: RefCell<Option<Box<dyn Write + Send>>>,
    messages: Receiver<Value>,
    /// Messages that came while another was waited for.
    waiting: RefCell<Vec<Value>>,
    last_id: Cell<i64>,
    /// Whether requests of the server are answered with null while another message is waited for.
    answers_requests: bool,
}

impl Client {
    /// A client that writes to the server's `input` and reads its `output`. It answers the server's requests only with
    /// [`reply`](Self::reply).
    pub fn new(input: impl Write + Send + 'static, output: impl Read + Send + 'static) -> Self {
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            input: RefCell::new(Some(Box::new(input))),
            messages,
            waiting: RefCell::default(),
            last_id: Cell::new(0),
            answers_requests: false,
        }
    }

    /// The same client, but it answers the server's requests with null.
    #[must_use]
    pub fn answering_requests(self) -> Self {
        Self { answers_requests: true, ..self }
    }

    /// Sends a request with a new id, which it returns.
    pub fn send_request(&self, method: &str, params: Value) -> i64 {
        let id = self.last_id.get() + 1;
        self.last_id.set(id);
        self.send_request_as(id, method, params);
        id
    }

    /// Sends a request with this id.
    pub fn send_request_as(&self, id: i64, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    /// Waits for the answer to the request `id`: the whole response.
    pub fn response(&self, id: i64) -> Value {
        self.wait_for(|message| message.get("method").is_none() && message["id"] == id)
    }

    /// Sends a request and returns its result. An error as the answer fails the test.
    pub fn request(&self, method: &str, params: Value) -> Value {
        let id = self.send_request(method, params);
        let mut response = self.response(id);
        assert!(response.get("error").is_none(), "{method}: {}", response["error"]);
        response["result"].take()
    }

    /// Sends a notification.
    pub fn notify(&self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a notification without parameters.
    pub fn notify_without_params(&self, method: &str) {
        self.send(&json!({"jsonrpc": "2.0", "method": method}));
    }

    /// Answers a request of the server.
    pub fn reply(&self, id: &Value, result: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
    }

    /// Waits for the next notification of this method: its parameters.
    pub fn notification(&self, method: &str) -> Value {
        self.wait_for(|message| message["method"] == method)["params"].take()
    }

    /// Waits for an error without an id: the answer to a message that the server could not read.
    pub fn error_without_id(&self) -> Value {
        self.wait_for(|message| message.get("error").is_some() && message["id"].is_null())["error"].take()
    }

    /// Opens a document.
    pub fn open(&self, uri: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "languageId": "debate", "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Changes a document; `changes` as in the protocol.
    pub fn change(&self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Closes the server's input.
    pub fn close_input(&self) {
        *self.input.borrow_mut() = None;
    }

    /// Sends bytes as they are.
    pub fn send_raw(&self, bytes: &[u8]) {
        let mut input = self.input.borrow_mut();
        let input = input.as_mut().expect("the input is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    fn send(&self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Waits for a message. Others that come meanwhile are kept.
    pub fn wait_for(&self, is_wanted: impl Fn(&Value) -> bool) -> Value {
        let earlier = self.waiting.borrow().iter().position(&is_wanted);
        if let Some(at) = earlier {
            return self.waiting.borrow_mut().remove(at);
        }
        let start = Instant::now();
        loop {
            let timeout = TIMEOUT.saturating_sub(start.elapsed());
            let message = self.messages.recv_timeout(timeout).expect("the server sends the message");
            if is_wanted(&message) {
                return message;
            }
            self.keep(message);
        }
    }

    /// The messages that came while others were waited for. They are not kept any longer.
    pub fn take_waiting(&self) -> Vec<Value> {
        while let Ok(message) = self.messages.try_recv() {
            self.keep(message);
        }
        self.waiting.take()
    }

    /// Keeps a message for later. A request of the server is answered now, if this client answers them.
    fn keep(&self, message: Value) {
        if self.answers_requests && message.get("method").is_some() && message.get("id").is_some() {
            self.reply(&message["id"], Value::Null);
        }
        self.waiting.borrow_mut().push(message);
    }

    /// All messages that were not waited for, up to the end of the server's output.
    pub fn remaining_messages(&self) -> Vec<Value> {
        let mut remaining = self.waiting.take();
        remaining.extend(self.messages.iter());
        remaining
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
