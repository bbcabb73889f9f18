//! The transport with a client that writes before it reads.

use std::io::{BufReader, Write, pipe};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;

use debate_ls_tests::client::{TIMEOUT, read_message};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::lsp::guard::Guard;
use crate::lsp::{outgoing, service, transport};

/// So many that their answers do not fit into a pipe.
const REQUESTS: usize = 3_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_can_send_many_requests_before_it_reads() {
    let stop = Arc::new(Notify::new());
    let (server_input, mut input) = pipe().expect("a pipe");
    let (output, server_output) = pipe().expect("a pipe");
    let outgoing = outgoing::new(server_output);
    let (service, socket) = service(&stop, &outgoing.0, None);
    let served = tokio::spawn(transport::serve(Guard::new(service), socket, stop, server_input, outgoing));

    let (sender, asked) = channel();
    thread::spawn(move || {
        let mut ask = |id: usize, method: &str, params: Value| {
            let body = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string();
            write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
        };
        ask(0, "initialize", json!({"capabilities": {}}));
        let document = json!({"textDocument": {"uri": "untitled:1"}});
        (1..REQUESTS).for_each(|id| ask(id, "textDocument/documentSymbol", document.clone()));
        sender.send(()).expect("the test waits");
    });
    asked.recv_timeout(TIMEOUT).expect("the server reads though its answers pile up");

    let mut output = BufReader::new(output);
    let mut answered: Vec<u64> = (0..REQUESTS)
        .map(|_| read_message(&mut output).expect("an answer")["id"].as_u64().expect("a number"))
        .collect();
    answered.sort_unstable();
    assert!(answered.into_iter().eq(0..REQUESTS as u64));
    assert_eq!(served.await.expect("no panic"), 1, "the input ended without a shutdown");
}
