//! Incoming messages, and which thread answers them.
//!
//! tower-lsp has a transport of its own, but it stops reading for good at the first message that it cannot
//! read: one half of an emoji in a `didChange`, which VS Code sends as a lone surrogate, ends the server.
//! It also reads every message twice, and passes each from thread to thread five times, which costs more than the
//! work for a key. Here two threads take turns: one reads a request and answers it, and the other reads meanwhile.

use std::future::poll_fn;
use std::io::{self, BufRead, BufReader, Read};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use futures_util::{FutureExt, Sink, SinkExt, StreamExt};
use memchr::{memchr, memchr2};
use serde::Deserialize;
use serde_json::json;
use tokio::runtime::Handle;
use tokio::sync::{Notify, oneshot};
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::lsp_types::{MessageType, Url};
use tower_lsp::{ClientSocket, ExitedError};
use tower_service::Service;

use super::backlog::Backlog;
use super::guard::Guard;
use super::outgoing::Outgoing;
use super::settings_problems::without_links;

/// How long unsent answers may take when the client exits.
const EXIT_TIMEOUT: Duration = Duration::from_secs(2);

/// How long a header line may be, in bytes.
const HEADER_LIMIT: u64 = 4096;

/// How long a message may be, in bytes: a brief ten times as long as the longest that people have, as JSON.
const MESSAGE_LIMIT: u64 = 256 << 20;

/// How many values a message may have: half a million edits at once. Each value takes about a hundred bytes in memory.
const VALUES_LIMIT: usize = 4 << 20;

/// In a message of at most this many bytes, values need not be counted.
const SHORT_MESSAGE: usize = 1 << 20;

/// Serves until the client says `exit`, closes the input, or `stop` is notified. The last parameter is what
/// [`outgoing::new`](super::outgoing::new) returns. The value is the exit code.
pub(super) async fn serve<S>(
    guard: Guard<S>,
    socket: ClientSocket,
    stop: Arc<Notify>,
    input: impl Read + Send + 'static,
    (outgoing, written): (Arc<Outgoing>, oneshot::Receiver<()>),
) -> u8
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError> + Send + 'static,
    S::Future: Send + 'static,
{
    let backlog = Arc::clone(outgoing.backlog());
    let (mut requests, answers) = socket.split();
    let requesting = tokio::spawn({
        let (outgoing, backlog) = (Arc::clone(&outgoing), Arc::clone(&backlog));
        async move {
            while let Some(request) = requests.next().await {
                backlog.wait_to_send().await;
                outgoing.send(&request);
            }
        }
    });

    let (exit_code, exited) = oneshot::channel();
    let input = BufReader::with_capacity(1 << 16, input);
    let transport = Arc::new(Transport {
        reader: Mutex::new(Reader {
            input,
            guard,
            answers: Box::pin(answers),
            backlog: Arc::clone(&backlog),
            runtime: Handle::current(),
            outgoing: Arc::clone(&outgoing),
            closed: None,
            exit_code: Some(exit_code),
        }),
        waiting: AtomicUsize::new(0),
        outgoing,
        backlog,
    });
    for transport in [Arc::clone(&transport), transport] {
        thread::spawn(move || transport.run());
    }

    tokio::select! {
        code = exited => {
            requesting.abort();
            // All is written when the last sender is dropped. A client that no longer reads gets only so much time.
            let _ = timeout(EXIT_TIMEOUT, written).await;
            code.unwrap_or(1)
        }
        () = stop.notified() => 1,
    }
}

/// What the two threads share.
struct Transport<I, S> {
    /// Locked by the thread that reads.
    reader: Mutex<Reader<I, S>>,
    /// How many threads are waiting to read.
    waiting: AtomicUsize,
    outgoing: Arc<Outgoing>,
    backlog: Arc<Backlog>,
}

struct Reader<I, S> {
    input: I,
    guard: Guard<S>,
    answers: Pin<Box<dyn Sink<Response, Error = ExitedError> + Send>>,
    backlog: Arc<Backlog>,
    runtime: Handle,
    outgoing: Arc<Outgoing>,
    /// The document that [`refuse`](Self::refuse) closed last, if it was not opened again: its user gets one message.
    closed: Option<Url>,
    /// Where the exit code goes. `None` after it was sent.
    exit_code: Option<oneshot::Sender<u8>>,
}

type PendingAnswer = Pin<Box<dyn Future<Output = Option<Response>> + Send>>;

/// What is left to do for a message after it was read.
enum Remaining {
    Nothing,
    Send(Response),
    /// Compute the answer to a request of so many bytes. It already has the state that it is about.
    Answer(PendingAnswer, usize),
    Exit,
}

impl<I, S> Transport<I, S>
where
    I: BufRead,
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    /// Reads and answers until the client exits.
    fn run(&self) {
        loop {
            self.waiting.fetch_add(1, Ordering::Relaxed);
            let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            let runtime = reader.runtime.clone();
            let _entered = runtime.enter();
            let remaining = loop {
                match reader.next() {
                    Remaining::Nothing => {}
                    // The other thread is busy, so this one must read on: an edit or a cancellation may come.
                    Remaining::Answer(answer, bytes) if self.waiting.load(Ordering::Relaxed) == 0 => {
                        self.hand_over(answer, bytes);
                    }
                    remaining => break remaining,
                }
            };
            drop(reader);
            match remaining {
                Remaining::Nothing => {}
                Remaining::Send(response) => self.outgoing.send(&response),
                Remaining::Answer(mut answer, bytes) => match answer.as_mut().now_or_never() {
                    Some(response) => response.iter().for_each(|response| self.outgoing.send(response)),
                    None => self.hand_over(answer, bytes),
                },
                Remaining::Exit => return,
            }
        }
    }

    /// Leaves an answer to the runtime.
    fn hand_over(&self, answer: PendingAnswer, bytes: usize) {
        let (outgoing, backlog) = (Arc::clone(&self.outgoing), Arc::clone(&self.backlog));
        backlog.request_received(bytes);
        tokio::spawn(async move {
            if let Some(response) = answer.await {
                outgoing.send(&response);
            }
            backlog.request_answered(bytes);
        });
    }
}

impl<I, S> Reader<I, S>
where
    I: BufRead,
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    /// Reads a message and begins the work for it. So an edit is applied before the next message is read, and a request
    /// has its snapshot. A handler that computes must yield first, as
    /// [`Server::on_snapshot`](super::server::Server::on_snapshot) does.
    fn next(&mut self) -> Remaining {
        if self.exit_code.is_none() {
            return Remaining::Exit;
        }
        if !self.backlog.may_read() {
            self.runtime.block_on(self.backlog.wait_to_read());
        }
        let body = match read_frame(&mut self.input) {
            Ok(Frame::Body(body)) => body,
            Ok(Frame::TooLong(length)) => {
                let error = refused(format!(
                    "The message has {length} bytes; the limit is {MESSAGE_LIMIT}. Send less at once."
                ));
                return Remaining::Send(Response::from_error(Id::Null, error));
            }
            Ok(Frame::End) | Err(_) => return self.exit(),
        };
        match parse(&body) {
            Message::Request(request) if request.method() == "exit" => self.exit(),
            Message::Request(request) => {
                if request.method() == "textDocument/didOpen" {
                    self.closed = None;
                }
                let Self { guard, runtime, .. } = self;
                if runtime.block_on(poll_fn(|context| guard.poll_ready(context))).is_err() {
                    return self.exit();
                }
                let mut answer: PendingAnswer = Box::pin(guard.call(request).map(|answer| answer.ok().flatten()));
                match answer.as_mut().now_or_never() {
                    Some(Some(response)) => Remaining::Send(response),
                    Some(None) => Remaining::Nothing,
                    None => Remaining::Answer(answer, body.len()),
                }
            }
            Message::Response(response) => match self.runtime.block_on(self.answers.send(response)) {
                Ok(()) => Remaining::Nothing,
                Err(_) => self.exit(),
            },
            Message::TooManyValues(error) => self.refuse(error, &body),
            Message::Unreadable(error) => Remaining::Send(Response::from_error(Id::Null, error)),
        }
    }

    /// Answers a message that is too large to parse with `error`. If it would have changed a document, that document is
    /// closed here, because its text is no longer known, and the user gets a message.
    fn refuse(&mut self, error: Error, body: &[u8]) -> Remaining {
        let response = Response::from_error(Id::Null, error);
        let Some(uri) = changed_document(body) else { return Remaining::Send(response) };
        let closing = self.guard.call(close(&uri));
        let message = (self.closed.as_ref() != Some(&uri)).then(|| closed_message(&uri));
        self.closed = Some(uri);
        let outgoing = Arc::clone(&self.outgoing);
        // Sending may have to wait for the client, which the thread that reads must not do.
        let sending = async move {
            let _ = closing.await;
            message.iter().for_each(|message| outgoing.send(message));
            Some(response)
        };
        Remaining::Answer(Box::pin(sending), 0)
    }

    fn exit(&mut self) -> Remaining {
        if let Some(exit_code) = self.exit_code.take() {
            // If the server was stopped in another way, nothing receives it.
            let _ = exit_code.send(self.guard.exit_code());
        }
        Remaining::Exit
    }
}

enum Message {
    Request(Request),
    Response(Response),
    Unreadable(Error),
    TooManyValues(Error),
}

/// The document whose text a message would change.
fn changed_document(body: &[u8]) -> Option<Url> {
    #[derive(Deserialize)]
    struct Message {
        method: String,
        params: Params,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Params {
        text_document: TextDocument,
    }
    #[derive(Deserialize)]
    struct TextDocument {
        uri: Url,
    }
    let Message { method, params } = serde_json::from_slice(body).ok()?;
    matches!(method.as_str(), "textDocument/didChange" | "textDocument/didOpen").then_some(params.text_document.uri)
}

/// The notification that closes a document.
fn close(uri: &Url) -> Request {
    Request::build("textDocument/didClose").params(json!({"textDocument": {"uri": uri}})).finish()
}

/// The message about a document that [`Reader::refuse`] closed.
fn closed_message(uri: &Url) -> Request {
    let message = without_links(&format!("An edit of {uri} has too many parts. Close the file and open it again."));
    let params = json!({"type": MessageType::WARNING, "message": message});
    Request::build("window/showMessage").params(params).finish()
}

enum Frame {
    Body(Vec<u8>),
    /// A header announces so many bytes. If they do come, they are skipped.
    TooLong(u64),
    End,
}

/// The next message. Lines that are not headers, and unknown headers, are skipped, so that garbage costs only the messages
/// that it damages.
fn read_frame(input: &mut impl BufRead) -> io::Result<Frame> {
    let mut length = None;
    let mut line = Vec::new();
    let length = loop {
        line.clear();
        if input.by_ref().take(HEADER_LIMIT).read_until(b'\n', &mut line)? == 0 {
            return Ok(Frame::End);
        }
        match (line.trim_ascii(), length) {
            (b"", Some(length)) if length > MESSAGE_LIMIT => return Ok(Frame::TooLong(length)),
            (b"", Some(length)) => break length,
            (header, _) => length = content_length(header).or(length),
        }
    };
    let mut body = Vec::with_capacity(length.min(1 << 20) as usize);
    input.by_ref().take(length).read_to_end(&mut body)?;
    Ok(if body.len() as u64 == length { Frame::Body(body) } else { Frame::End })
}

fn content_length(header: &[u8]) -> Option<u64> {
    let (name, value) = std::str::from_utf8(header).ok()?.rsplit_once(':')?;
    let name = name.trim_end().as_bytes();
    let name = &name[name.len().saturating_sub("content-length".len())..];
    if name.eq_ignore_ascii_case(b"content-length") { value.trim().parse().ok() } else { None }
}

fn parse(body: &[u8]) -> Message {
    if body.len() > SHORT_MESSAGE && values(body) > VALUES_LIMIT {
        let advice = "The message has too many values. Send it in parts.";
        return Message::TooManyValues(refused(advice.to_owned()));
    }
    match parse_strictly(body) {
        Message::Unreadable(error) => repaired(body).map_or(Message::Unreadable(error), |body| parse_strictly(&body)),
        message => message,
    }
}

fn parse_strictly(body: &[u8]) -> Message {
    let unreadable = |error: serde_json::Error| {
        Message::Unreadable(if error.is_data() { Error::invalid_request() } else { Error::parse_error() })
    };
    match serde_json::from_slice::<Request>(body) {
        // A response reads as a request without a method.
        Ok(request) if request.method().is_empty() => {
            serde_json::from_slice(body).map_or_else(unreadable, Message::Response)
        }
        Ok(request) => Message::Request(request),
        Err(error) => unreadable(error),
    }
}

fn refused(message: String) -> Error {
    Error { message: message.into(), ..Error::invalid_request() }
}

/// At least how many values a JSON text has: one for each comma and each opening bracket.
fn values(json: &[u8]) -> usize {
    let between = |part: &[u8]| part.iter().filter(|&&byte| matches!(byte, b',' | b'[' | b'{')).count();
    let mut values = 0;
    let mut rest = json;
    while let Some(quote) = memchr(b'"', rest) {
        values += between(&rest[..quote]);
        rest = after_string(&rest[quote + 1..]);
    }
    values + between(rest)
}

/// What is after the quotation mark that ends a string.
fn after_string(json: &[u8]) -> &[u8] {
    let mut at = 0;
    while let Some(next) = memchr2(b'"', b'\\', json.get(at..).unwrap_or_default()) {
        at += next + 1;
        if json[at - 1] == b'"' {
            return &json[at..];
        }
        at += 1;
    }
    &[]
}

/// `body` with U+FFFD for what is not Unicode: bytes that are not UTF-8, and `\uD83D` escapes without their other half.
/// Each half stays one UTF-16 unit, so that later positions are right. `None` if there is nothing to repair.
fn repaired(body: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(body).into_owned().into_bytes();
    let mut repaired = text.clone();
    let mut at = 0;
    while at + 1 < text.len() {
        at += match (text[at], surrogate(&text, at)) {
            (b'\\', Some(0xD800..0xDC00)) if matches!(surrogate(&text, at + 6), Some(0xDC00..0xE000)) => 12,
            (b'\\', Some(0xD800..0xE000)) => {
                repaired[at + 2..at + 6].copy_from_slice(b"FFFD");
                6
            }
            (b'\\', _) => 2,
            _ => 1,
        };
    }
    (repaired != body).then_some(repaired)
}

/// The UTF-16 unit that the `\uXXXX` escape at `at` means.
fn surrogate(text: &[u8], at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
