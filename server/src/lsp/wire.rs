//! The messages on stdin and stdout.
//!
//! tower-lsp has a transport of its own, but it stops reading for good at the first message that it cannot
//! read: one half of an emoji in a `didChange`, which VS Code sends as a lone surrogate, ends the server.
//! It also reads every message twice, and passes each from thread to thread five times. Here one thread reads
//! and starts what is read, another writes, and what cannot be read is answered and passed over.

use std::future::poll_fn;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use futures_util::{FutureExt, SinkExt, StreamExt};
use tokio::runtime::Handle;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, ExitedError};
use tower_service::Service;

use super::guard::Guard;

/// How long the answers still owed may take when the client leaves.
const GRACE: Duration = Duration::from_secs(2);

/// No header line is longer, in bytes.
const HEADER_LIMIT: u64 = 4096;

/// Serves until the client says `exit`, closes the input, or `stop` is notified. The value is the exit code.
pub(super) async fn serve<S>(
    mut guard: Guard<S>,
    socket: ClientSocket,
    stop: Arc<Notify>,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> u8
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError> + Send + 'static,
    S::Future: Send + 'static,
{
    let (outgoing, written) = write_on_a_thread(output);
    let (mut asked, mut answers) = socket.split();
    let asking = tokio::spawn({
        let outgoing = outgoing.clone();
        async move {
            while let Some(request) = asked.next().await {
                send(&outgoing, &request);
            }
        }
    });

    let (left, leaving) = oneshot::channel();
    let runtime = Handle::current();
    thread::spawn(move || {
        let _entered = runtime.enter();
        let mut input = BufReader::with_capacity(1 << 16, input);
        while let Ok(Some(body)) = read_frame(&mut input) {
            let going_on = match parse(&body) {
                Message::Request(request) if request.method() == "exit" => false,
                Message::Request(request) => {
                    let ready = runtime.block_on(poll_fn(|context| guard.poll_ready(context))).is_ok();
                    if ready {
                        answer(guard.call(request), outgoing.clone());
                    }
                    ready
                }
                Message::Response(response) => runtime.block_on(answers.send(response)).is_ok(),
                Message::Unreadable(error) => {
                    send(&outgoing, &Response::from_error(Id::Null, error));
                    true
                }
            };
            if !going_on {
                break;
            }
        }
        // Nobody waits for it where the server was stopped otherwise.
        let _ = left.send(guard.exit_code());
    });

    tokio::select! {
        code = leaving => {
            asking.abort();
            // What is owed is sent once all who hold a sender have sent. A client that reads no more is not
            // waited for.
            let _ = timeout(GRACE, written).await;
            code.unwrap_or(1)
        }
        () = stop.notified() => 1,
    }
}

/// Begins the work for a message on the thread that reads, and leaves it to another at its first `.await` that
/// waits. So an edit is made at once and a question has taken what it is about, and neither waits for a thread to
/// wake; whoever computes yields first, as [`Server::on_snapshot`](super::server::Server::on_snapshot) does.
fn answer(response: impl Future<Output = Result<Option<Response>, ExitedError>> + Send + 'static, outgoing: Outgoing) {
    let mut response = Box::pin(async move {
        if let Ok(Some(response)) = response.await {
            send(&outgoing, &response);
        }
    });
    if response.as_mut().now_or_never().is_none() {
        tokio::spawn(response);
    }
}

enum Message {
    Request(Request),
    Response(Response),
    Unreadable(Error),
}

/// The body of the next message; `None` at the end. Lines that are no header, and headers that mean nothing
/// here, are passed over, so that garbage costs no more than what it damages.
fn read_frame(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    let mut line = Vec::new();
    let length = loop {
        line.clear();
        if input.by_ref().take(HEADER_LIMIT).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        match (line.trim_ascii(), length) {
            (b"", Some(length)) => break length,
            (header, _) => length = content_length(header).or(length),
        }
    };
    let mut body = Vec::with_capacity(length.min(1 << 20) as usize);
    input.by_ref().take(length).read_to_end(&mut body)?;
    Ok((body.len() as u64 == length).then_some(body))
}

fn content_length(header: &[u8]) -> Option<u64> {
    let (name, value) = std::str::from_utf8(header).ok()?.rsplit_once(':')?;
    let name = name.trim_end().as_bytes();
    let name = &name[name.len().saturating_sub("content-length".len())..];
    if name.eq_ignore_ascii_case(b"content-length") { value.trim().parse().ok() } else { None }
}

fn parse(body: &[u8]) -> Message {
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

type Outgoing = mpsc::UnboundedSender<Vec<u8>>;

/// The second value is told, by being dropped, when all has been written.
fn write_on_a_thread(mut output: impl Write + Send + 'static) -> (Outgoing, oneshot::Receiver<()>) {
    let (sender, mut receiver) = mpsc::unbounded_channel::<Vec<u8>>();
    let (done, written) = oneshot::channel();
    thread::spawn(move || {
        let _done: oneshot::Sender<()> = done;
        while let Some(frame) = receiver.blocking_recv() {
            // The client is gone: the end of the input will say so too.
            if output.write_all(&frame).and_then(|()| output.flush()).is_err() {
                break;
            }
        }
    });
    (sender, written)
}

fn send(outgoing: &Outgoing, message: &impl serde::Serialize) {
    if let Ok(body) = serde_json::to_vec(message) {
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend(body);
        // Nobody reads any more: nothing is left to say.
        let _ = outgoing.send(frame);
    }
}
