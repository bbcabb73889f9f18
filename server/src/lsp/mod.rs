//! The language server: the only place that knows tower-lsp. A method is one file: it takes the position, asks
//! a pure feature, turns the answer into the protocol's types, and is named in `methods.rs`.

mod allocator;
mod backlog;
mod brief;
mod client_document;
mod code_action;
mod code_lens;
mod completion;
mod configuration;
mod definition;
mod diagnostic;
mod document_highlight;
mod document_link;
mod document_symbol;
mod execute_command;
mod folding_range;
mod formatting;
mod from_proto;
mod guard;
mod hover;
mod initialize;
mod inlay_hint;
mod methods;
mod outgoing;
mod parent;
mod progress;
mod publish;
mod range_formatting;
mod references;
mod rename;
mod repeated_request;
mod selection_range;
mod semantic_tokens;
mod server;
mod settings_problems;
mod synchronize;
mod to_proto;
mod workspace_symbol;

use std::fs::File;
use std::io::{self, Read, Write};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;
use std::sync::Arc;
use std::thread;

use jiff::civil::Date;
use tokio::sync::Notify;
use tower_lsp::{ClientSocket, LspService};

use crate::document::snapshot::Snapshot;
use backlog::Backlog;
use guard::Guard;
use server::Server;

/// So many items an answer holds at most about a document of that many bytes. An ordinary brief has one card for some
/// 4,000 bytes; of a file of two-byte lines, an answer would take a thousand times its size.
fn most_items(snapshot: &Snapshot) -> usize {
    (snapshot.text.len() / 1_000).max(10_000)
}

/// Serves one client on stdin and stdout until it leaves. `today`: the day to count from, for tests; `None`
/// asks the clock at each message, as a server may run for weeks. The value is what the process has to end
/// with: 0 after `shutdown`, else 1.
///
/// # Errors
/// Where the system gives no threads.
pub fn serve(today: Option<Date>) -> io::Result<u8> {
    allocator::share_one_arena();
    serve_on(io::stdin(), standard_output()?, today)
}

/// The same on any stream: `input` and `output` are messages with their headers, as the base protocol has them.
///
/// # Errors
/// Where the system gives no threads.
pub fn serve_on(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    today: Option<Date>,
) -> io::Result<u8> {
    // One may be writing to a client that does not read.
    let workers = thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_time().build()?;
    let stop = Arc::new(Notify::new());
    let code = runtime.block_on(async {
        let backlog = Arc::default();
        let (service, socket) = service(&stop, &backlog, today);
        transport::serve(Guard::new(service), socket, Arc::clone(&stop), backlog, input, output).await
    });
    // What still runs is owed to nobody.
    runtime.shutdown_background();
    Ok(code)
}

/// Standard output without the buffer that Rust puts before it, which would send a message's header and its body as
/// two: the client would be woken twice.
#[cfg(unix)]
fn standard_output() -> io::Result<File> {
    io::stdout().as_fd().try_clone_to_owned().map(File::from)
}

/// As on Unix.
#[cfg(windows)]
fn standard_output() -> io::Result<File> {
    io::stdout().as_handle().try_clone_to_owned().map(File::from)
}

/// The server with all its methods, those that tower-lsp does not know among them.
fn service(stop: &Arc<Notify>, backlog: &Arc<Backlog>, today: Option<Date>) -> (LspService<Server>, ClientSocket) {
    LspService::build(|client| Server::new(client, Arc::clone(stop), Arc::clone(backlog), today))
        .custom_method("debate/brief", brief::brief)
        .finish()
}

mod client_capabilities;
mod request_order;
pub mod server_capabilities;
#[cfg(test)]
mod tests;
mod transport;
