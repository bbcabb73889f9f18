//! A person who works on briefs in an editor: what the editor sends, and what is measured.

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use debate_ls_tests::client::TIMEOUT;
use debate_ls_tests::open_document::OpenDocument;
use debate_ls_tests::random::Random;
use debate_ls_tests::server_process::ServerProcess;
use serde_json::{Value, json};

use crate::TICK;
use crate::profile::Profile;
use crate::record::Record;
use crate::tub;

/// How many files are open at once.
const OPEN_FILES: usize = 4;
/// How many changes of a document can be undone.
const UNDO_STEPS: usize = 20;

/// The requests that editors send by themselves while somebody types, and when the pointer rests.
const REQUESTS: [&str; 9] = [
    "textDocument/documentSymbol",
    "textDocument/semanticTokens/full",
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/codeAction",
    "textDocument/inlayHint",
    "textDocument/foldingRange",
    "textDocument/definition",
    "workspace/symbol",
];

/// A person, the editor, and its server.
pub(crate) struct Person<'a> {
    profile: &'a Profile,
    folder: &'a Path,
    server: ServerProcess,
    random: Random,
    documents: Vec<Document>,
    /// The document that is typed into.
    active: usize,
    /// The problems that the server sent last, by address.
    published: HashMap<String, Value>,
    pub(crate) record: Record,
}

struct Document {
    open: OpenDocument,
    path: PathBuf,
    /// What the last changes replaced: where, and by how many bytes.
    undo: Vec<(usize, String, usize)>,
    /// The `resultId` of the last problems.
    result_id: Option<String>,
}

impl<'a> Person<'a> {
    pub(crate) fn new(profile: &'a Profile, folder: &'a Path) -> Self {
        let seed = 0x9E37_79B9_7F4A_7C15 ^ (profile.name.len() as u64) << 32;
        let mut person = Self {
            profile,
            folder,
            server: start(profile, Some(folder)),
            random: Random::new(seed),
            documents: Vec::new(),
            active: 0,
            published: HashMap::new(),
            record: Record::new(profile.name),
        };
        for _ in 0..OPEN_FILES {
            person.open_another();
        }
        person
    }

    /// Does one thing, which sends about one message.
    pub(crate) fn act(&mut self) {
        match self.random.below(1_000) {
            0..=549 => self.type_or_paste(),
            550..=619 => self.undo(),
            620..=749 => self.ask_for_problems(),
            750..=939 => self.ask(),
            940..=964 => self.save(),
            965..=984 => self.switch(),
            985..=994 => self.rename(),
            995..=997 => self.import(),
            _ => self.compare(),
        }
        self.receive();
        let server = &self.server;
        self.record.memory(|| server.resident());
    }

    fn type_or_paste(&mut self) {
        let document = &mut self.documents[self.active];
        let before = document.open.text.clone();
        let change = document.open.change(&mut self.random);
        document.remember(&before);
        self.send_change(change);
    }

    fn undo(&mut self) {
        let document = &mut self.documents[self.active];
        let Some((start, replaced, inserted)) = document.undo.pop() else { return };
        let end = start + inserted;
        let open = &mut document.open;
        let is_place = |at: usize| open.after(at, 0) == at;
        let change = if is_place(start) && is_place(end) {
            open.replace(start..end, replaced, &mut self.random)
        } else {
            // It would split a line end.
            open.text.replace_range(start..end, &replaced);
            json!({"text": open.text})
        };
        self.send_change(change);
    }

    fn send_change(&mut self, change: Value) {
        let open = &mut self.documents[self.active].open;
        open.version += 1;
        let change = if self.profile.sends_all { json!({"text": open.text}) } else { change };
        self.server.change(&open.uri, open.version, json!([change]));
        self.record.message();
    }

    fn ask_for_problems(&mut self) {
        if !self.profile.pulls {
            return self.ask();
        }
        let document = &self.documents[self.active];
        let params = json!({"textDocument": {"uri": document.open.uri}, "previousResultId": document.result_id});
        let answer = self.request("textDocument/diagnostic", params);
        self.documents[self.active].result_id = answer["resultId"].as_str().map(str::to_owned);
    }

    fn ask(&mut self) {
        let method = self.random.pick(&REQUESTS);
        let open = &self.documents[self.active].open;
        let place = open.place(&mut self.random);
        let position = open.position(place, &mut self.random);
        let range = json!({"start": position, "end": position});
        let mut params = json!({"textDocument": {"uri": open.uri}});
        match method {
            "textDocument/hover" | "textDocument/completion" | "textDocument/definition" => {
                params["position"] = position
            }
            "textDocument/codeAction" => {
                params["range"] = range;
                params["context"] = json!({"diagnostics": []});
            }
            "textDocument/inlayHint" => {
                params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 200, "character": 0}});
            }
            "workspace/symbol" => params = json!({"query": self.random.pick(&["russia", "sanctions", "at", "x y z"])}),
            _ => {}
        }
        self.request(method, params);
    }

    fn save(&mut self) {
        let Document { open, path, .. } = &self.documents[self.active];
        fs::write(path, &open.text).expect("written");
        self.server.notify("textDocument/didSave", json!({"textDocument": {"uri": open.uri}}));
        self.record.message();
        let uri = open.uri.clone();
        self.report_change(&uri);
    }

    fn report_change(&mut self, uri: &str) {
        if self.profile.watches {
            let changes = json!({"changes": [{"uri": uri, "type": 2}]});
            self.server.notify("workspace/didChangeWatchedFiles", changes);
            self.record.message();
        }
    }

    /// Goes to another open file, or closes one and opens another.
    fn switch(&mut self) {
        if self.random.one_in(2) {
            self.active = self.random.below(self.documents.len());
            return;
        }
        self.close_active();
        self.open_another();
    }

    fn close_active(&mut self) {
        let closed = self.documents.swap_remove(self.active);
        self.server.notify("textDocument/didClose", json!({"textDocument": {"uri": closed.open.uri}}));
        self.published.remove(&closed.open.uri);
        self.record.message();
    }

    fn open_another(&mut self) {
        // Each person has files of their own, so that two do not save the same one.
        let number = self.random.below(100) * 3
            + usize::from(self.profile.sends_all) * 2
            + usize::from(self.profile.encoding == "utf-8");
        self.open_file(self.folder.join(format!("{number:03}.debate")));
    }

    /// Opens a file, unless it is open.
    fn open_file(&mut self, path: PathBuf) {
        let known = self.documents.iter().position(|document| document.path == path);
        self.active = known.unwrap_or_else(|| {
            let text = fs::read_to_string(&path).expect("it is there");
            let uri = uri_of(&path);
            self.server.open(&uri, 1, &text);
            self.record.message();
            let open = OpenDocument { uri, version: 1, text, units: self.profile.units };
            self.documents.push(Document { open, path, undo: Vec::new(), result_id: None });
            self.documents.len() - 1
        });
    }

    /// Renames what is at a random place, if that can be renamed, and applies the edits to this document.
    fn rename(&mut self) {
        let open = &self.documents[self.active].open;
        let headings: Vec<usize> = open.text.match_indices("\n### ").map(|(at, _)| at + 6).collect();
        let place = if headings.is_empty() { open.place(&mut self.random) } else { self.random.pick(&headings) };
        let uri = open.uri.clone();
        let position = open.position(open.after(place.min(open.text.len()), 0), &mut self.random);
        let name = format!("AT: Renamed {}", self.random.below(1_000));
        let params = json!({"textDocument": {"uri": uri}, "position": position, "newName": name});
        let answer = self.request_or_error("textDocument/rename", params);
        let changed = answer["result"]["documentChanges"].as_array().cloned().unwrap_or_default();
        for edits in changed.iter().filter(|edits| edits["textDocument"]["uri"] == json!(uri)) {
            // From the last to the first, so that none moves another.
            for edit in edits["edits"].as_array().into_iter().flatten().rev() {
                let open = &mut self.documents[self.active].open;
                let range = place_of(open, &edit["range"]["start"])..place_of(open, &edit["range"]["end"]);
                let new = edit["newText"].as_str().unwrap_or_default().to_owned();
                open.text.replace_range(range, &new);
                self.documents[self.active].undo.clear();
                self.send_change(json!({"range": edit["range"], "text": new}));
            }
        }
    }

    fn import(&mut self) {
        let word = self.folder.join(format!("word/{}.docx", self.random.pick(&["syria", "policy"])));
        let to = self.folder.join(format!("imported {}.debate", self.profile.name));
        if self.documents.iter().any(|document| document.path == to) {
            return;
        }
        tub::import(&word, &to);
        self.report_change(&uri_of(&to));
        self.close_active();
        self.open_file(to);
    }

    /// Compares what the server says about the active document with what a fresh server says.
    pub(crate) fn compare(&mut self) {
        let open = self.documents[self.active].open.clone();
        let mut here = self.answers(&open.uri);
        let mut fresh = Person {
            profile: self.profile,
            folder: self.folder,
            server: start(self.profile, None),
            random: self.random.clone(),
            documents: Vec::new(),
            active: 0,
            published: HashMap::new(),
            record: Record::new(self.profile.name),
        };
        fresh.server.open(&open.uri, open.version, &open.text);
        let mut there = fresh.answers(&open.uri);
        if !self.profile.pulls {
            there["problems"] = fresh.published(&open.uri, |_| true);
            here["problems"] = self.published(&open.uri, |problems| *problems == there["problems"]);
        }
        self.record.compared += 1;
        if here != there {
            let difference = format!("{}: {:?}\nsays\n{here:#}\ninstead of\n{there:#}", self.profile.name, open.text);
            self.record.differences.push(difference);
        }
    }

    /// The outline and the tokens of a document, and the problems, if the client asks for them.
    fn answers(&mut self, uri: &str) -> Value {
        let document = json!({"textDocument": {"uri": uri}});
        let outline = self.request("textDocument/documentSymbol", document.clone());
        let mut tokens = self.request("textDocument/semanticTokens/full", document.clone());
        let problems = if self.profile.pulls {
            self.request("textDocument/diagnostic", document)["items"].take()
        } else {
            Value::Null
        };
        json!({"outline": outline, "tokens": tokens["data"].take(), "problems": problems})
    }

    /// The problems that the server has sent, as soon as they are those that are expected; if they never are, the last
    /// ones. The server does not send the same problems again for a new version, so the version says nothing.
    fn published(&mut self, uri: &str, is_expected: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            self.receive();
            let problems = self.published.get(uri);
            if let Some(problems) = problems.filter(|problems| is_expected(problems) || start.elapsed() > TIMEOUT) {
                return problems.clone();
            }
            assert!(start.elapsed() <= TIMEOUT, "no problems were sent for {uri}");
            thread::sleep(TICK);
        }
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        let mut response = self.request_or_error(method, params);
        assert!(response.get("error").is_none(), "{method}: {}", response["error"]);
        response["result"].take()
    }

    fn request_or_error(&mut self, method: &str, params: Value) -> Value {
        let start = Instant::now();
        let id = self.server.send_request(method, params);
        let response = self.server.response(id);
        self.record.answer(start.elapsed());
        self.record.message();
        response
    }

    /// Takes the messages that came meanwhile.
    fn receive(&mut self) {
        for mut message in self.server.take_waiting() {
            match message["method"].as_str() {
                Some("textDocument/publishDiagnostics") => self.publish(message["params"].take()),
                Some(_) if message.get("id").is_some() => {}
                Some("window/showMessage") => self.record.differences.push(format!("the user was told: {message}")),
                _ => {}
            }
        }
    }

    fn publish(&mut self, mut published: Value) {
        let uri = published["uri"].as_str().unwrap_or_default().to_owned();
        self.published.insert(uri, published["diagnostics"].take());
    }
}

impl Document {
    /// Remembers the last change, from the text before it.
    fn remember(&mut self, before: &str) {
        let after = &self.open.text;
        let same = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
        let start = (0..=same).rev().find(|&at| before.is_char_boundary(at) && after.is_char_boundary(at)).unwrap_or(0);
        let (one, other) = (&before[start..], &after[start..]);
        let same = one.bytes().rev().zip(other.bytes().rev()).take_while(|(one, other)| one == other).count();
        let is_boundary =
            |tail: usize| one.is_char_boundary(one.len() - tail) && other.is_char_boundary(other.len() - tail);
        let tail = (0..=same).rev().find(|&tail| is_boundary(tail)).unwrap_or(0);
        let replaced: Range<usize> = 0..one.len() - tail;
        self.undo.push((start, one[replaced].to_owned(), other.len() - tail));
        if self.undo.len() > UNDO_STEPS {
            self.undo.remove(0);
        }
    }
}

/// The byte that a position means, in a text without odd positions.
fn place_of(open: &OpenDocument, position: &Value) -> usize {
    let line = usize::try_from(position["line"].as_u64().unwrap_or(0)).unwrap_or(0);
    let column = usize::try_from(position["character"].as_u64().unwrap_or(0)).unwrap_or(0);
    let bytes = open.text.as_bytes();
    let is_end = |&at: &usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    let start =
        if line == 0 { 0 } else { (0..bytes.len()).filter(is_end).nth(line - 1).map_or(bytes.len(), |at| at + 1) };
    let rest = &open.text[start..];
    let place = |(at, _): (usize, char)| (open.units)(&rest[..at]) >= column;
    start + rest.char_indices().find(|&at| place(at)).map_or(rest.len(), |(at, _)| at)
}

/// A file's URI. Of all that a URI may not have, our files have spaces alone.
fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display()).replace(' ', "%20")
}

fn start(profile: &Profile, folder: Option<&Path>) -> ServerProcess {
    let server = ServerProcess::start();
    let folders = folder.map(|folder| json!([{"uri": format!("file://{}", folder.display()), "name": "tub"}]));
    let params = json!({"capabilities": profile.capabilities(), "workspaceFolders": folders});
    let answer = server.request("initialize", params);
    assert_eq!(answer["capabilities"]["positionEncoding"], profile.encoding);
    server.notify("initialized", json!({}));
    server
}
