//! A language server as a process, and the client that talks to it.

use std::ops::Deref;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};

use crate::client::{Client, TIMEOUT};

/// A server process. It dereferences to its client, which answers the server's requests with null.
pub struct ServerProcess {
    process: Child,
    client: Client,
}

impl ServerProcess {
    /// Starts the server under test, with the same date in every run. It is not initialized.
    pub fn start() -> Self {
        Self::start_command(Command::new(crate::program()).args(["serve", "--today", "2026-11-22"]))
    }

    /// Starts any server that uses stdin and stdout.
    pub fn start_command(command: &mut Command) -> Self {
        let mut process = command
            // Not the cache of the person who runs the tests.
            .env("XDG_CACHE_HOME", std::env::temp_dir().join("debate-ls-tests-cache"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program starts");
        let input = process.stdin.take().expect("stdin is a pipe");
        let output = process.stdout.take().expect("stdout is a pipe");
        Self { process, client: Client::new(input, output).answering_requests() }
    }

    /// Starts the server under test and initializes it with these capabilities. The second value is the result of
    /// `initialize`.
    pub fn initialized(capabilities: Value) -> (Self, Value) {
        let server = Self::start();
        let params = json!({"processId": std::process::id(), "rootUri": null, "workspaceFolders": null,
                            "capabilities": capabilities});
        let answer = server.request("initialize", params);
        server.notify("initialized", json!({}));
        (server, answer)
    }

    /// The process's id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// How much memory it has now, in bytes. `None` except on Linux.
    pub fn resident(&self) -> Option<u64> {
        crate::memory::resident(self.id())
    }

    /// How much memory it had at most, in bytes. `None` except on Linux.
    pub fn peak(&self) -> Option<u64> {
        crate::memory::peak(self.id())
    }

    /// Waits for the process to end, and returns its exit code.
    pub fn exit_code(&mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < TIMEOUT {
            if let Some(status) = self.process.try_wait().expect("the process can be waited for") {
                return status.code();
            }
            thread::yield_now();
        }
        panic!("the server has not ended");
    }
}

impl Deref for ServerProcess {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // A test that failed leaves no process behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
