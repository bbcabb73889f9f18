//! An editor, and the server that it talks to, in one process.

use std::io::pipe;
use std::ops::Deref;
use std::sync::Arc;
use std::thread;

use debate_ls_tests::client::{Client, TIMEOUT};
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tower_lsp::{ClientSocket, LanguageServer, LspService};

use crate::lsp::guard::Guard;
use crate::lsp::outgoing::{self, Outgoing};
use crate::lsp::transport;

/// An editor. It dereferences to its client.
pub(super) struct Editor {
    client: Client,
    server: JoinHandle<u8>,
}

impl Editor {
    /// Starts a server. Needs a runtime with several threads, because the test's own thread waits for answers.
    pub(super) fn start<S: LanguageServer>(server: impl FnOnce() -> S) -> Self {
        Self::start_service(|_, _| LspService::new(|_| server()))
    }

    /// The same with the service that `build` builds.
    pub(super) fn start_service<S: LanguageServer>(
        build: impl FnOnce(&Arc<Notify>, &Arc<Outgoing>) -> (LspService<S>, ClientSocket),
    ) -> Self {
        let stop = Arc::new(Notify::new());
        let (server_input, input) = pipe().expect("a pipe");
        let (output, server_output) = pipe().expect("a pipe");
        let outgoing = outgoing::new(server_output);
        let (service, socket) = build(&stop, &outgoing.0);
        let serving = transport::serve(Guard::new(service), socket, stop, server_input, outgoing);
        Self { client: Client::new(input, output), server: tokio::spawn(serving) }
    }

    /// Sends `initialize` with these capabilities, as request 0, and waits for the answer.
    pub(super) fn initialize(&self, capabilities: Value) -> Value {
        self.send_request_as(0, "initialize", json!({ "capabilities": capabilities }));
        let answer = self.response(0);
        self.notify("initialized", json!({}));
        answer
    }

    /// Waits for the server to exit, and returns its exit code. The input stays open.
    pub(super) async fn exit_code(&mut self) -> u8 {
        tokio::time::timeout(TIMEOUT, &mut self.server).await.expect("the server exits").expect("no panic")
    }

    /// The same, with all messages that were not waited for. All requests must be answered.
    pub(super) async fn end(mut self) -> (Vec<Value>, u8) {
        let code = self.exit_code().await;
        (self.client.remaining_messages(), code)
    }
}

impl Deref for Editor {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for Editor {
    /// Lets the server exit before the runtime drops its tasks. Otherwise it could receive an answer of which the task is
    /// gone, and tower-lsp would panic.
    fn drop(&mut self) {
        self.client.close_input();
        while !self.server.is_finished() {
            thread::yield_now();
        }
    }
}
