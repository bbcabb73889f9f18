//! What the server can do for an editor, method by method: the table in `server/docs/capabilities.md` is made from
//! this one, and tests hold it to what is announced and what is answered.

/// A method, and what comes of it.
#[derive(Clone, Copy, Debug)]
pub struct Capability {
    /// Its name in the protocol.
    pub method: &'static str,
    /// The field of the answer to `initialize` that announces it.
    pub announced: &'static str,
    /// What the user gets.
    pub gives: &'static str,
}

/// All methods but those that every server has, in alphabetical order.
pub const CAPABILITIES: &[Capability] = &[
    Capability {
        method: "debate/brief",
        announced: "experimental",
        gives: "All that a brief holds, with dates and words counted, for what the protocol has no request of its own.",
    },
    Capability {
        method: "textDocument/codeAction",
        announced: "codeActionProvider",
        gives: "What a rule found is mended or silenced; `source.fixAll.debate` mends all that is safe to mend.",
    },
    Capability {
        method: "textDocument/codeLens",
        announced: "codeLensProvider",
        gives: "Over each block its cards, words and reading time.",
    },
    Capability {
        method: "textDocument/completion",
        announced: "completionProvider",
        gives: "A cite to fill in, names and publications used before, today as the access date, blocks behind `AT:` and `[[`.",
    },
    Capability {
        method: "textDocument/definition",
        announced: "definitionProvider",
        gives: "From `AT: X` to the block that argues X and back, from `[[X]]` to its block, from a cite to the card \
                that says most of its source.",
    },
    Capability {
        method: "textDocument/diagnostic",
        announced: "diagnosticProvider",
        gives: "What is wrong, for editors that ask; what has not changed is not sent again. The others are told with \
                `textDocument/publishDiagnostics`.",
    },
    Capability {
        method: "textDocument/didChange",
        announced: "textDocumentSync",
        gives: "Only what was typed is sent, and only the card it was typed into is read again.",
    },
    Capability {
        method: "textDocument/documentHighlight",
        announced: "documentHighlightProvider",
        gives: "The places in this brief that name the same argument or quote the same source.",
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
        gives: "Pockets, hats, blocks, cards and bodies fold; a folded body leaves its cite to be read.",
    },
    Capability {
        method: "textDocument/formatting",
        announced: "documentFormattingProvider",
        gives: "Blank lines and the typography of cites; evidence is never touched.",
    },
    Capability {
        method: "textDocument/hover",
        announced: "hoverProvider",
        gives: "Of a cite the day, its age and how sure it is, author, publication, link, and where else it is quoted; \
                of a heading what it holds.",
    },
    Capability {
        method: "textDocument/inlayHint",
        announced: "inlayHintProvider",
        gives: "Behind a cite its date and age, behind a heading its cards and reading time.",
    },
    Capability {
        method: "textDocument/rangeFormatting",
        announced: "documentRangeFormattingProvider",
        gives: "The same, for what is selected.",
    },
    Capability {
        method: "textDocument/references",
        announced: "referencesProvider",
        gives: "In all open briefs, the places that name an argument (`AT: X`, `[[X]]`, the block itself) or quote a \
                source.",
    },
    Capability {
        method: "textDocument/rename",
        announced: "renameProvider",
        gives: "A block with all that refers to it; an author in all cites.",
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
        gives: "Colours for headings, tags, the fields of a cite and cutting marks.",
    },
    Capability {
        method: "textDocument/semanticTokens/full/delta",
        announced: "semanticTokensProvider",
        gives: "Of these, what has changed since.",
    },
    Capability {
        method: "textDocument/semanticTokens/range",
        announced: "semanticTokensProvider",
        gives: "Of these, what is on the screen.",
    },
    Capability {
        method: "workspace/didChangeWorkspaceFolders",
        announced: "workspace",
        gives: "Each folder has the editor’s settings that were made for it.",
    },
    Capability {
        method: "workspace/executeCommand",
        announced: "executeCommandProvider",
        gives: "The bibliography as CSL-JSON, BibTeX or a table, to be copied; statistics.",
    },
    Capability {
        method: "workspace/symbol",
        announced: "workspaceSymbolProvider",
        gives: "Any heading or tag of the open briefs by some of its letters.",
    },
];

/// The table, in Markdown.
pub fn page() -> String {
    let mut page = String::from(
        "# What the language server gives an editor\n\n\
         Language Server Protocol 3.17, over standard input and output. Positions are counted in UTF-8, UTF-16 or \
         UTF-32, as the editor likes.\n\n| method | what one gets |\n| --- | --- |\n",
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
