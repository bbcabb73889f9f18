//! What three kinds of editors can do.

use serde_json::{Value, json};

/// An editor.
pub(crate) struct Profile {
    pub(crate) name: &'static str,
    /// The encoding of positions, and the number of its units in a text.
    pub(crate) encoding: &'static str,
    pub(crate) units: fn(&str) -> usize,
    /// Whether it asks for problems. Else the server sends them.
    pub(crate) pulls: bool,
    /// Whether it reports files that change. Else the server looks for itself.
    pub(crate) watches: bool,
    /// Whether it sends the whole text after each change.
    pub(crate) sends_all: bool,
}

fn utf_16(text: &str) -> usize {
    text.encode_utf16().count()
}

pub(crate) const PROFILES: [Profile; 3] = [
    Profile { name: "like VS Code", encoding: "utf-16", units: utf_16, pulls: true, watches: true, sends_all: false },
    Profile { name: "like Neovim", encoding: "utf-8", units: str::len, pulls: true, watches: true, sends_all: false },
    Profile { name: "an old one", encoding: "utf-16", units: utf_16, pulls: false, watches: false, sends_all: true },
];

impl Profile {
    pub(crate) fn capabilities(&self) -> Value {
        let mut document = json!({
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
            "hover": {"contentFormat": ["plaintext"]},
        });
        if self.pulls {
            document["diagnostic"] = json!({"dynamicRegistration": true});
            document["documentSymbol"] = json!({"hierarchicalDocumentSymbolSupport": true});
            document["hover"] = json!({"contentFormat": ["markdown", "plaintext"]});
            document["completion"] = json!({"completionItem": {"snippetSupport": true}});
        }
        json!({
            "general": {"positionEncodings": [self.encoding]},
            "workspace": {
                "configuration": self.pulls,
                "didChangeWatchedFiles": {"dynamicRegistration": self.watches},
                "workspaceEdit": {"documentChanges": true},
            },
            "window": {"workDoneProgress": self.pulls},
            "textDocument": document,
        })
    }
}
