//! What the server does for an editor, method by method. The table in `server/docs/capabilities.md` is generated from this
//! one, and tests compare it with what the server announces and answers.

/// A method, and what the user gets from it.
#[derive(Clone, Copy, Debug)]
pub struct Capability {
    /// Its name in the protocol.
    pub method: &'static str,
    /// The field of the answer to `initialize` that announces it.
    pub announced: &'static str,
    /// What the user gets.
    pub gives: &'static str,
}

/// All methods except those that every server has, in alphabetical order.
pub const CAPABILITIES: &[Capability] = &[
    Capability {
        method: "debate/appearance",
        announced: "experimental",
        gives: "Which words on the screen are underlined, emphasized, highlighted, or not read aloud, for clients that draw \
                them themselves. A client that has `experimental.drawsMarks` gets no semantic tokens for marks.",
    },
    Capability {
        method: "debate/brief",
        announced: "experimental",
        gives: "The whole brief as data, with dates and word counts, for clients that need more than the protocol has.",
    },
    Capability {
        method: "debate/find",
        announced: "experimental",
        gives: "Finds cards in all briefs of the folder, opened or not, by words, author, publication and date, as \
                `debate-ls find` does: for a search view.",
    },
    Capability {
        method: "debate/reading",
        announced: "experimental",
        gives: "What is read aloud, in the order of reading, with the number of words: for a reading view.",
    },
    Capability {
        method: "textDocument/codeAction",
        announced: "codeActionProvider",
        gives: "Fixes a problem or ignores its rule; `source.fixAll.debate` fixes all that is safe to fix. On a selection \
                (`refactor.rewrite`): underline, emphasize, highlight, clear, condense, uncondense, join lines; on a tag \
                or heading: move up, move down, promote, demote.",
    },
    Capability {
        method: "textDocument/codeLens",
        announced: "codeLensProvider",
        gives: "The number of cards, the words and the reading time, above each block.",
    },
    Capability {
        method: "textDocument/completion",
        announced: "completionProvider",
        gives: "Cards, cites and headings to fill in, on a blank line; in a cite the names and publications used before in the folder, and today as the access date; blocks after `AT:` and `[[`, and files after `[[`.",
    },
    Capability {
        method: "textDocument/definition",
        announced: "definitionProvider",
        gives: "From `AT: X` to the block that argues X and back, from `[[X]]` to its block or else to the file \
                of that name, from a cite to the card with the fullest cite of its source; in all briefs of the folder.",
    },
    Capability {
        method: "textDocument/diagnostic",
        announced: "diagnosticProvider",
        gives: "The problems, for editors that ask; the same ones are not sent twice. Other editors get \
                `textDocument/publishDiagnostics`.",
    },
    Capability {
        method: "textDocument/didChange",
        announced: "textDocumentSync",
        gives: "Incremental: only the edit is sent, and only the edited card is parsed again.",
    },
    Capability {
        method: "textDocument/documentHighlight",
        announced: "documentHighlightProvider",
        gives: "Everything in this brief that names the same argument or quotes the same source.",
    },
    Capability {
        method: "textDocument/documentLink",
        announced: "documentLinkProvider",
        gives: "The links and DOIs of cites can be followed.",
    },
    Capability {
        method: "textDocument/documentSymbol",
        announced: "documentSymbolProvider",
        gives: "The outline: pocket, hat, block, tag; beside each tag its short cite, date and reading time.",
    },
    Capability {
        method: "textDocument/foldingRange",
        announced: "foldingRangeProvider",
        gives: "Pockets, hats, blocks, cards and bodies fold; a folded body leaves its cite visible.",
    },
    Capability {
        method: "textDocument/formatting",
        announced: "documentFormattingProvider",
        gives: "Blank lines and the typography of cites; the evidence never changes.",
    },
    Capability {
        method: "textDocument/hover",
        announced: "hoverProvider",
        gives: "For a cite: date, age and doubts, author, publication, link, where else it is quoted, and \
                which file has the same text under another author or year. For a heading: what it contains.",
    },
    Capability {
        method: "textDocument/inlayHint",
        announced: "inlayHintProvider",
        gives: "The date and age after a cite; the number of cards and the reading time after a heading.",
    },
    Capability {
        method: "textDocument/rangeFormatting",
        announced: "documentRangeFormattingProvider",
        gives: "The same, for the selection.",
    },
    Capability {
        method: "textDocument/references",
        announced: "referencesProvider",
        gives: "Everything in the folder that names an argument (`AT: X`, `[[X]]`, the block itself) or quotes a \
                source.",
    },
    Capability {
        method: "textDocument/rename",
        announced: "renameProvider",
        gives: "Renames a block and all references to it, or an author in all cites, in all briefs of the folder.",
    },
    Capability {
        method: "textDocument/selectionRange",
        announced: "selectionRangeProvider",
        gives: "The selection grows from word to mark, sentence, paragraph, body, card, block, hat, pocket; in a cite \
                from word to field to cite.",
    },
    Capability {
        method: "textDocument/semanticTokens/full",
        announced: "semanticTokensProvider",
        gives: "Colors for headings, tags, the fields of a cite and cutting marks.",
    },
    Capability {
        method: "textDocument/semanticTokens/full/delta",
        announced: "semanticTokensProvider",
        gives: "Only the tokens that changed.",
    },
    Capability {
        method: "textDocument/semanticTokens/range",
        announced: "semanticTokensProvider",
        gives: "Only the tokens on the screen.",
    },
    Capability {
        method: "workspace/diagnostic",
        announced: "diagnosticProvider",
        gives: "The problems of all briefs of the folder, if `diagnostic_mode` is `workspace`: only those of changed files \
                are sent, as they are found. If nothing has changed, the second answer waits until something does.",
    },
    Capability {
        method: "workspace/didChangeWorkspaceFolders",
        announced: "workspace",
        gives: "Each folder has its own editor settings.",
    },
    Capability {
        method: "workspace/didCreateFiles",
        announced: "workspace",
        gives: "The new file is in the index at once, also in editors that do not watch files.",
    },
    Capability {
        method: "workspace/didDeleteFiles",
        announced: "workspace",
        gives: "The same for files that are gone.",
    },
    Capability {
        method: "workspace/didRenameFiles",
        announced: "workspace",
        gives: "The same for files with another name or folder.",
    },
    Capability {
        method: "workspace/executeCommand",
        announced: "executeCommandProvider",
        gives: "The bibliography as CSL-JSON, BibTeX or a table, to copy; statistics; cuts, marks or moves the selected \
                text (`debate-ls.rewrite`); copies a card whole, or as a caselist discloses it (`debate-ls.copy`); sends \
                cards to a speech document or into another brief (`debate-ls.send`) and puts them in order (`debate-ls.move`); imports \
                 and exports Word files.",
    },
    Capability {
        method: "workspace/symbol",
        announced: "workspaceSymbolProvider",
        gives: "Finds a heading or tag in all briefs of the folder, opened or not: by its words, its cite (`Marsh 21`), or some of its letters.",
    },
    Capability {
        method: "workspace/textDocumentContent",
        announced: "workspace",
        gives: "A Word file as card text, to be read only, under `debate-docx:/folder/file.docx` (LSP 3.18).",
    },
    Capability {
        method: "workspace/willRenameFiles",
        announced: "workspace",
        gives: "When a file gets another name, all references `[[Name]]` to it get it, too, in all briefs of the folder; \
                but not where a block has the name, or another file that keeps it.",
    },
];

/// The table, in Markdown.
pub fn page() -> String {
    let mut page = String::from(
        "# What the language server gives an editor\n\n\
         Language Server Protocol 3.17, over standard input and output. Positions are counted in UTF-8, UTF-16 or \
         UTF-32, as the editor chooses.\n\n| method | what it does |\n| --- | --- |\n",
    );
    for Capability { method, gives, .. } in CAPABILITIES {
        page += &format!("| `{method}` | {gives} |\n");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_in_order() {
        assert!(CAPABILITIES.windows(2).all(|pair| pair[0].method < pair[1].method));
    }
}
