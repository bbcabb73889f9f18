//! One server, one text: what a user waits for.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use debate_ls_tests::server_process::ServerProcess;
use serde_json::{Value, json};

/// So long one goes on typing to one server.
const ENOUGH: Duration = Duration::from_secs(40);

/// A server to be measured.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) name: String,
    /// Program and arguments, with blanks between.
    command: String,
}

/// What was measured: milliseconds, and mebibytes of resident memory at the end.
#[derive(Debug)]
pub(super) struct Figures {
    pub(super) start: f64,
    pub(super) open: f64,
    pub(super) key_p50: f64,
    pub(super) key_p99: f64,
    pub(super) line_end_p50: f64,
    pub(super) memory: f64,
}

impl Server {
    pub(super) fn new(name: &str, command: &str) -> Self {
        Self { name: name.to_owned(), command: command.to_owned() }
    }
}

/// A document as the server sees it, and what the client knows of its diagnostics.
struct Open {
    uri: String,
    language: &'static str,
    version: i32,
    /// What it says, where the server wants all of it at each key.
    whole: Option<String>,
    /// Whether the server is asked for diagnostics, or tells them by itself.
    pulls: bool,
    last_result: Option<Value>,
}

pub(super) fn measure(server: &Server, text: &str, keys: usize) -> Result<Figures, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    // The others read Markdown.
    let (language, ending) = if server.name == "debate-ls" { ("debate", "debate") } else { ("markdown", "md") };
    let file = folder.path().join(format!("brief.{ending}"));
    fs::write(&file, text).map_err(|error| error.to_string())?;

    let begun = Instant::now();
    let mut words = server.command.split_whitespace();
    let program = words.next().ok_or("no command")?;
    let mut client = ServerProcess::start_command(Command::new(program).args(words).current_dir(folder.path()));
    let answer = client.request("initialize", handshake(folder.path().to_string_lossy().as_ref()));
    let start = begun.elapsed();
    client.notify("initialized", json!({}));

    let pulls = answer["capabilities"].get("diagnosticProvider").is_some_and(|provider| !provider.is_null());
    let uri = format!("file://{}", file.display());
    let whole = takes_whole_texts(&answer["capabilities"]).then(|| text.to_owned());
    let mut open = Open { uri, language, version: 1, whole, pulls, last_result: None };
    let begun = Instant::now();
    let document = json!({"uri": open.uri, "languageId": open.language, "version": 1, "text": text});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    diagnostics(&mut client, &mut open);
    let opening = begun.elapsed();

    let line = middle_of_a_body(text);
    let mut key_times = while_worth_waiting(keys, |at| key(&mut client, &mut open, (line, 40 + at), "x"));
    let mut line_end_times = while_worth_waiting(keys / 4, |at| key(&mut client, &mut open, (line + at, 20), "\n"));
    Ok(Figures {
        start: milliseconds(start),
        open: milliseconds(opening),
        key_p50: milliseconds(percentile(&mut key_times, 50)),
        key_p99: milliseconds(percentile(&mut key_times, 99)),
        line_end_p50: milliseconds(percentile(&mut line_end_times, 50)),
        memory: client.resident().map_or(f64::NAN, |bytes| bytes as f64 / f64::from(1 << 20)),
    })
}

/// As Neovim shakes hands, as far as it matters here.
fn handshake(folder: &str) -> Value {
    let uri = format!("file://{folder}");
    json!({
        "processId": std::process::id(),
        "rootUri": uri,
        "workspaceFolders": [{"uri": uri, "name": "bench"}],
        "capabilities": {
            "general": {"positionEncodings": ["utf-8", "utf-16"]},
            "textDocument": {"diagnostic": {}, "publishDiagnostics": {"versionSupport": true}},
        },
    })
}

/// The number of a long line near the middle of the text: a body.
fn middle_of_a_body(text: &str) -> usize {
    let half = text.lines().count() / 2;
    half + text.lines().skip(half).position(|line| line.len() > 1000).unwrap_or(0)
}

/// Whether a server says that it does not take single changes. To send it some would measure nonsense.
fn takes_whole_texts(capabilities: &Value) -> bool {
    const FULL: i64 = 1;
    let sync = &capabilities["textDocumentSync"];
    sync.as_i64().or_else(|| sync["change"].as_i64()) == Some(FULL)
}

/// The byte at a line and about a column.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    (start..=start + column).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start)
}

/// Up to `most` times. Of a server that is slow, fewer say enough.
fn while_worth_waiting(most: usize, time: impl FnMut(usize) -> Duration) -> Vec<Duration> {
    let begun = Instant::now();
    (0..most).take_while(|&at| at == 0 || begun.elapsed() < ENOUGH).map(time).collect()
}

/// From a typed key to the diagnostics that hold for it.
fn key(client: &ServerProcess, open: &mut Open, (line, column): (usize, usize), typed: &str) -> Duration {
    if let Some(text) = &mut open.whole {
        text.insert_str(byte_of(text, line, column), typed);
    }
    open.version += 1;
    let begun = Instant::now();
    let change = match &open.whole {
        Some(text) => json!({"text": text}),
        None => {
            let place = json!({"line": line, "character": column});
            json!({"range": {"start": place, "end": place}, "text": typed})
        }
    };
    client.change(&open.uri, open.version, json!([change]));
    diagnostics(client, open);
    begun.elapsed()
}

fn diagnostics(client: &ServerProcess, open: &mut Open) {
    if open.pulls {
        let mut params = json!({"textDocument": {"uri": open.uri}});
        if let Some(last) = &open.last_result {
            params["previousResultId"] = last.clone();
        }
        let mut report = client.request("textDocument/diagnostic", params);
        open.last_result = report.get_mut("resultId").map(Value::take);
    } else {
        // Without a version nobody can tell what they hold for; then the next ones have to do.
        while client.notification("textDocument/publishDiagnostics")["version"]
            .as_i64()
            .is_some_and(|version| version < open.version.into())
        {}
    }
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort();
    times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
