//! The messages that come in, and who answers them.
//!
//! tower-lsp has a transport of its own, but it stops reading for good at the first message that it cannot
//! read: one half of an emoji in a `didChange`, which VS Code sends as a lone surrogate, ends the server.
//! It also reads every message twice, and passes each from thread to thread five times, which costs more than the
//! work for a key. Here two threads take turns: who has read a question answers it, and the other reads meanwhile.

use std::future::poll_fn;
use std::io::{self, BufRead, BufReader, Read, Write};
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
use super::configuration::without_links;
use super::guard::Guard;
use super::outgoing::{self, Outgoing};

/// How long the answers still owed may take when the client leaves.
const GRACE: Duration = Duration::from_secs(2);

/// No header line is longer, in bytes.
const HEADER_LIMIT: u64 = 4096;

/// No message is longer, in bytes: a brief ten times as long as the longest that people have, as JSON.
const MESSAGE_LIMIT: u64 = 256 << 20;

/// No message has more values, each of which takes some hundred bytes once it is read: half a million edits at once.
const VALUES_LIMIT: usize = 4 << 20;

/// In a message that is no longer than this, in bytes, values need not be counted.
const SHORT: usize = 1 << 20;

/// Serves until the client says `exit`, closes the input, or `stop` is notified. The value is the exit code.
pub(super) async fn serve<S>(
    guard: Guard<S>,
    socket: ClientSocket,
    stop: Arc<Notify>,
    backlog: Arc<Backlog>,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> u8
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError> + Send + 'static,
    S::Future: Send + 'static,
{
    let (outgoing, written) = outgoing::to(output, Arc::clone(&backlog));
    let (mut asked, answers) = socket.split();
    let asking = tokio::spawn({
        let (outgoing, backlog) = (Arc::clone(&outgoing), Arc::clone(&backlog));
        async move {
            while let Some(request) = asked.next().await {
                backlog.speak().await;
                outgoing.send(&request);
            }
        }
    });

    let (left, leaving) = oneshot::channel();
    let input = BufReader::with_capacity(1 << 16, input);
    let desk = Arc::new(Transport {
        reader: Mutex::new(Reader {
            input,
            guard,
            answers: Box::pin(answers),
            backlog: Arc::clone(&backlog),
            runtime: Handle::current(),
            outgoing: Arc::clone(&outgoing),
            lost: None,
            left: Some(left),
        }),
        waiting: AtomicUsize::new(0),
        outgoing,
        backlog,
    });
    for desk in [Arc::clone(&desk), desk] {
        thread::spawn(move || desk.work());
    }

    tokio::select! {
        code = leaving => {
            asking.abort();
            // What is owed is sent once all who can send have gone. A client that reads no more is not waited for.
            let _ = timeout(GRACE, written).await;
            code.unwrap_or(1)
        }
        () = stop.notified() => 1,
    }
}

/// Where the two threads take turns.
struct Transport<I, S> {
    /// Held by the one that reads.
    reader: Mutex<Reader<I, S>>,
    /// How many would read if they could.
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
    /// The document that was lost last, and not opened again: its user is told once.
    lost: Option<Url>,
    /// To be told the exit code. `None` once it was.
    left: Option<oneshot::Sender<u8>>,
}

type Answering = Pin<Box<dyn Future<Output = Option<Response>> + Send>>;

/// What is left to do of a message.
enum Rest {
    Nothing,
    Send(Response),
    /// It is a question of so many bytes, and has taken what it is about.
    Answer(Answering, usize),
    Leave,
}

impl<I, S> Transport<I, S>
where
    I: BufRead,
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    /// Reads and answers until the client leaves.
    fn work(&self) {
        loop {
            self.waiting.fetch_add(1, Ordering::Relaxed);
            let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            let runtime = reader.runtime.clone();
            let _entered = runtime.enter();
            let rest = loop {
                match reader.next() {
                    Rest::Nothing => {}
                    // The other is busy, and somebody has to read on: there may be an edit to come, or a change of mind.
                    Rest::Answer(answering, bytes) if self.waiting.load(Ordering::Relaxed) == 0 => {
                        self.hand_over(answering, bytes);
                    }
                    rest => break rest,
                }
            };
            drop(reader);
            match rest {
                Rest::Nothing => {}
                Rest::Send(response) => self.outgoing.send(&response),
                Rest::Answer(mut answering, bytes) => match answering.as_mut().now_or_never() {
                    Some(response) => response.iter().for_each(|response| self.outgoing.send(response)),
                    None => self.hand_over(answering, bytes),
                },
                Rest::Leave => return,
            }
        }
    }

    /// Leaves a question to the runtime.
    fn hand_over(&self, answering: Answering, bytes: usize) {
        let (outgoing, backlog) = (Arc::clone(&self.outgoing), Arc::clone(&self.backlog));
        backlog.asked(bytes);
        tokio::spawn(async move {
            if let Some(response) = answering.await {
                outgoing.send(&response);
            }
            backlog.answered(bytes);
        });
    }
}

impl<I, S> Reader<I, S>
where
    I: BufRead,
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    /// Reads a message and begins the work for it. So an edit is made before the next message is read, and a question
    /// has taken what it is about; whoever computes yields first, as
    /// [`Server::on_snapshot`](super::server::Server::on_snapshot) does.
    fn next(&mut self) -> Rest {
        if self.left.is_none() {
            return Rest::Leave;
        }
        if !self.backlog.may_read() {
            self.runtime.block_on(self.backlog.read());
        }
        let body = match read_frame(&mut self.input) {
            Ok(Frame::Body(body)) => body,
            Ok(Frame::TooLong(length)) => {
                let error = refused(format!(
                    "The message has {length} bytes; the limit is {MESSAGE_LIMIT}. Send less at once."
                ));
                return Rest::Send(Response::from_error(Id::Null, error));
            }
            Ok(Frame::End) | Err(_) => return self.leave(),
        };
        match parse(&body) {
            Message::Request(request) if request.method() == "exit" => self.leave(),
            Message::Request(request) => {
                if request.method() == "textDocument/didOpen" {
                    self.lost = None;
                }
                let Self { guard, runtime, .. } = self;
                if runtime.block_on(poll_fn(|context| guard.poll_ready(context))).is_err() {
                    return self.leave();
                }
                let mut answering: Answering = Box::pin(guard.call(request).map(|answer| answer.ok().flatten()));
                match answering.as_mut().now_or_never() {
                    Some(Some(response)) => Rest::Send(response),
                    Some(None) => Rest::Nothing,
                    None => Rest::Answer(answering, body.len()),
                }
            }
            Message::Response(response) => match self.runtime.block_on(self.answers.send(response)) {
                Ok(()) => Rest::Nothing,
                Err(_) => self.leave(),
            },
            Message::TooManyValues(error) => self.refuse(error, &body),
            Message::Unreadable(error) => Rest::Send(Response::from_error(Id::Null, error)),
        }
    }

    /// Answers a message that is not read with `error`. A document that would have been changed by it is closed here, as
    /// its text is no longer known, and the user told.
    fn refuse(&mut self, error: Error, body: &[u8]) -> Rest {
        let response = Response::from_error(Id::Null, error);
        let Some(uri) = lost_document(body) else { return Rest::Send(response) };
        let closing = self.guard.call(close(&uri));
        let told = (self.lost.as_ref() != Some(&uri)).then(|| told_lost(&uri));
        self.lost = Some(uri);
        let outgoing = Arc::clone(&self.outgoing);
        // To tell it may have to wait for the client, which nobody does who reads.
        let telling = async move {
            let _ = closing.await;
            told.iter().for_each(|told| outgoing.send(told));
            Some(response)
        };
        Rest::Answer(Box::pin(telling), 0)
    }

    fn leave(&mut self) -> Rest {
        if let Some(left) = self.left.take() {
            // Nobody waits for it where the server was stopped otherwise.
            let _ = left.send(self.guard.exit_code());
        }
        Rest::Leave
    }
}

enum Message {
    Request(Request),
    Response(Response),
    Unreadable(Error),
    TooManyValues(Error),
}

/// The document of a message that is not read, where it is lost by that: its text is another here than there.
fn lost_document(body: &[u8]) -> Option<Url> {
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

/// As if the client had closed the document.
fn close(uri: &Url) -> Request {
    Request::build("textDocument/didClose").params(json!({"textDocument": {"uri": uri}})).finish()
}

/// What the user is told of it.
fn told_lost(uri: &Url) -> Request {
    let message = without_links(&format!("An edit of {uri} has too many parts. Close the file and open it again."));
    let params = json!({"type": MessageType::WARNING, "message": message});
    Request::build("window/showMessage").params(params).finish()
}

enum Frame {
    Body(Vec<u8>),
    /// A header promises so many bytes. If they do come, they are passed over as garbage is.
    TooLong(u64),
    End,
}

/// The next message. Lines that are no header, and headers that mean nothing here, are passed over, so that garbage
/// costs no more than what it damages.
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
    if body.len() > SHORT && values(body) > VALUES_LIMIT {
        let advice = "The message has too many values. Send it in parts.";
        return Message::TooManyValues(refused(advice.to_owned()));
    }
    match parse_strictly(body) {
        Message::Unreadable(error) => mended(body).map_or(Message::Unreadable(error), |body| parse_strictly(&body)),
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

/// How many values a JSON text holds, or some more: one for each comma and each bracket that opens.
fn values(json: &[u8]) -> usize {
    let between = |part: &[u8]| part.iter().filter(|&&sign| matches!(sign, b',' | b'[' | b'{')).count();
    let mut values = 0;
    let mut rest = json;
    while let Some(quote) = memchr(b'"', rest) {
        values += between(&rest[..quote]);
        rest = behind_string(&rest[quote + 1..]);
    }
    values + between(rest)
}

/// What stands behind the quotation mark that ends a string.
fn behind_string(json: &[u8]) -> &[u8] {
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

/// `body` with U+FFFD for what is no Unicode text: bytes that are not UTF-8, and `\uD83D` escapes that lack
/// their other half. Each half stays one UTF-16 unit, so that later positions fit. `None` where all is well.
fn mended(body: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(body).into_owned().into_bytes();
    let mut mended = text.clone();
    let mut at = 0;
    while at + 1 < text.len() {
        at += match (text[at], surrogate(&text, at)) {
            (b'\\', Some(0xD800..0xDC00)) if matches!(surrogate(&text, at + 6), Some(0xDC00..0xE000)) => 12,
            (b'\\', Some(0xD800..0xE000)) => {
                mended[at + 2..at + 6].copy_from_slice(b"FFFD");
                6
            }
            (b'\\', _) => 2,
            _ => 1,
        };
    }
    (mended != body).then_some(mended)
}

/// The unit that a `\uXXXX` escape at `at` stands for.
fn surrogate(text: &[u8], at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
