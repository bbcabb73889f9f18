//! The language server, the only room that uses tower-lsp. Each method has one file: it takes the position, calls a pure
//! feature and converts the result to the protocol's types. `methods.rs` lists the methods.

mod all_files;
mod allocator;
mod appearance;
mod background_threads;
mod backlog;
mod brief;
mod client_document;
mod code_action;
mod code_lens;
mod completion;
mod configuration;
mod convert;
mod definition;
mod diagnostic;
mod document_highlight;
mod document_link;
mod document_symbol;
mod execute_command;
mod file_operations;
mod file_target;
mod find;
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
mod reading;
mod references;
mod refresh;
mod rename;
mod repeated_request;
mod rewrite;
mod scan_folders;
mod select;
mod selection_range;
mod semantic_tokens;
mod server;
mod settings_problems;
mod speech;
mod synchronize;
mod to_proto;
mod tub;
mod word_file;
mod word_uri;
mod workspace_diagnostic;
mod workspace_pulls;
mod workspace_report;
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
use guard::Guard;
use outgoing::Outgoing;
use server::Server;

/// How many items an answer about a document has at most. An ordinary brief has one card for some 4,000 bytes; the answer
/// for a file of two-byte lines would take a thousand times the size of the file.
fn max_items(snapshot: &Snapshot) -> usize {
    (snapshot.text.len() / 1_000).max(10_000)
}

/// Serves one client on stdin and stdout until it exits. `today` replaces the current date in tests; with `None`, the clock
/// is read at each message, because a server may run for weeks. The value is the exit code of the process: 0 after
/// `shutdown`, else 1.
///
/// # Errors
/// If threads cannot be started.
pub fn serve(today: Option<Date>) -> io::Result<u8> {
    allocator::share_one_arena();
    serve_on(io::stdin(), standard_output()?, today)
}

/// The same on other streams: `input` and `output` are messages with the headers of the base protocol.
///
/// # Errors
/// If threads cannot be started.
pub fn serve_on(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    today: Option<Date>,
) -> io::Result<u8> {
    // One of them may be blocked by a client that does not read.
    let workers = thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_time().build()?;
    let stop = Arc::new(Notify::new());
    let code = runtime.block_on(async {
        let outgoing = outgoing::new(output);
        let (service, socket) = service(&stop, &outgoing.0, today);
        transport::serve(Guard::new(service), socket, Arc::clone(&stop), input, outgoing).await
    });
    // The client does not need the results of what still runs.
    runtime.shutdown_background();
    Ok(code)
}

/// Standard output without Rust's buffer, which would write a message's header and body separately and wake the client
/// twice.
#[cfg(unix)]
fn standard_output() -> io::Result<File> {
    io::stdout().as_fd().try_clone_to_owned().map(File::from)
}

/// As on Unix.
#[cfg(windows)]
fn standard_output() -> io::Result<File> {
    io::stdout().as_handle().try_clone_to_owned().map(File::from)
}

/// The server with all its methods, also those that are not in tower-lsp.
fn service(stop: &Arc<Notify>, outgoing: &Arc<Outgoing>, today: Option<Date>) -> (LspService<Server>, ClientSocket) {
    LspService::build(|client| Server::new(client, Arc::clone(stop), outgoing, today))
        .custom_method("debate/appearance", appearance::appearance)
        .custom_method("debate/brief", brief::brief)
        .custom_method("debate/find", find::find)
        .custom_method("debate/reading", reading::reading)
        .custom_method("workspace/textDocumentContent", word_file::text_document_content)
        .finish()
}

mod client_capabilities;
mod request_order;
pub mod server_capabilities;
#[cfg(test)]
mod tests;
mod transport;
