//! The other end of the wire.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tower_lsp::{Client, ClientSocket, LanguageServer, LspService};

use crate::lsp::backlog::Backlog;
use crate::lsp::guard::Guard;
use crate::lsp::transport;

/// Longer than any answer takes; only what hangs reaches it.
pub(super) const PATIENCE: Duration = Duration::from_secs(120);

/// An editor, and the server that it talks to, in one process.
pub(super) struct Editor {
    input: RefCell<Option<PipeWriter>>,
    messages: Receiver<Value>,
    waiting: RefCell<Vec<Value>>,
    served: JoinHandle<u8>,
}

impl Editor {
    /// Starts a server. Needs a runtime of several threads, as the test's own waits for answers.
    pub(super) fn start<S: LanguageServer>(server: impl FnOnce(Client, Arc<Notify>) -> S) -> Self {
        Self::around(|stop, _| LspService::new(|client| server(client, Arc::clone(stop))))
    }

    /// The same with a service that is built already.
    pub(super) fn around<S: LanguageServer>(
        service: impl FnOnce(&Arc<Notify>, &Arc<Backlog>) -> (LspService<S>, ClientSocket),
    ) -> Self {
        let stop = Arc::new(Notify::new());
        let backlog = Arc::default();
        let (service, socket) = service(&stop, &backlog);
        let (server_input, input) = pipe().expect("a pipe");
        let (output, server_output) = pipe().expect("a pipe");
        let served =
            tokio::spawn(transport::serve(Guard::new(service), socket, stop, backlog, server_input, server_output));
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { input: RefCell::new(Some(input)), messages, waiting: RefCell::default(), served }
    }

    /// Sends `initialize` with these capabilities, as request 0, and waits for the answer.
    pub(super) fn initialize(&self, capabilities: Value) -> Value {
        self.request(0, "initialize", json!({ "capabilities": capabilities }));
        let answer = self.answer(0);
        self.notify("initialized", json!({}));
        answer
    }

    pub(super) fn request(&self, id: i64, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    pub(super) fn notify(&self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Answers what the server asked.
    pub(super) fn reply(&self, id: &Value, result: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
    }

    /// Sends a method that has no parameters.
    pub(super) fn say(&self, id: Option<i64>, method: &str) {
        match id {
            Some(id) => self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method})),
            None => self.send(&json!({"jsonrpc": "2.0", "method": method})),
        }
    }

    fn send(&self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(super) fn send_raw(&self, bytes: &[u8]) {
        let mut input = self.input.borrow_mut();
        input.as_mut().expect("the input is open").write_all(bytes).expect("the server reads");
    }

    pub(super) fn close_input(&self) {
        *self.input.borrow_mut() = None;
    }

    /// The answer to a request: all of it.
    pub(super) fn answer(&self, id: i64) -> Value {
        self.wait_for(|message| message.get("method").is_none() && message["id"] == id)
    }

    /// The next notification of a method: its parameters.
    pub(super) fn notification(&self, method: &str) -> Value {
        self.wait_for(|message| message["method"] == method)["params"].take()
    }

    pub(super) fn wait_for(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut waiting = self.waiting.borrow_mut();
        if let Some(at) = waiting.iter().position(&wanted) {
            return waiting.remove(at);
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("an answer");
            if wanted(&message) {
                return message;
            }
            waiting.push(message);
        }
    }

    /// Waits for the server to end; its exit code. The input stays as it is.
    pub(super) async fn exit_code(&mut self) -> u8 {
        tokio::time::timeout(PATIENCE, &mut self.served).await.expect("the server ends").expect("no panic")
    }

    /// The same, and all that was said until then and not yet waited for. Only where no request is left open.
    pub(super) async fn end(mut self) -> (Vec<Value>, u8) {
        let code = self.exit_code().await;
        let mut said = self.waiting.into_inner();
        said.extend(self.messages.iter());
        (said, code)
    }
}

pub(super) fn read_message(output: &mut BufReader<PipeReader>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some((_, value)) => length = value.parse().ok()?,
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
