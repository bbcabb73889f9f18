//! The client's capabilities, as far as the server needs them.

use serde_json::Value;
use tower_lsp::lsp_types::{self, MarkupKind, PositionEncodingKind, WorkspaceClientCapabilities};

use crate::text::Encoding;

/// Read once, from `initialize`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ClientCapabilities {
    /// The unit of columns: the first of UTF-8, UTF-32 and UTF-16 that the client offers, in the order of their cost.
    pub(super) encoding: Encoding,
    /// Shows an outline as a tree.
    pub(super) symbol_trees: bool,
    /// Renders Markdown in a hover.
    pub(super) markdown_hovers: bool,
    /// Pulls diagnostics. Then none are pushed, or the client would show them twice.
    pub(super) pulls_diagnostics: bool,
    /// Shows related locations of a diagnostic.
    pub(super) related_information: bool,
    /// Folds only whole lines.
    pub(super) folds_lines_only: bool,
    /// Shows a text from the server in place of a fold.
    pub(super) fold_labels: bool,
    /// How many folds it accepts.
    pub(super) max_folds: usize,
    /// Shows the link text and the whole range of a definition.
    pub(super) definition_links: bool,
    /// Supports snippets in completions.
    pub(super) snippets: bool,
    /// Lets its user choose whether a completion replaces the rest of a word.
    pub(super) inserts_or_replaces: bool,
    /// Accepts edits for a version of a document.
    pub(super) versioned_edits: bool,
    /// Supports code actions that are not only commands.
    pub(super) action_literals: bool,
    /// Resolves an action's edit when it is chosen.
    pub(super) resolves_actions: bool,
    /// Asks for the range of a rename before the rename.
    pub(super) prepares_renames: bool,
    /// Shows Word files: it has `workspace.textDocumentContent`, which [`guard`](super::guard) puts among the experimental
    /// capabilities.
    pub(super) shows_word_files: bool,
    /// Draws cutting marks from `debate/appearance`: it has `experimental.drawsMarks`.
    pub(super) draws_marks: bool,
    /// Can show a document with a selection.
    pub(super) shows_documents: bool,
    /// Shows progress.
    pub(super) shows_progress: bool,
    /// Answers `workspace/configuration`.
    pub(super) answers_configuration: bool,
    /// Can register for changes of its settings.
    pub(super) registers_settings: bool,
    /// Can register for changes of files.
    pub(super) watches_files: bool,
    /// The refresh requests that it supports.
    pub(super) refreshes: Refreshes,
}

/// The refresh requests that a client supports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Refreshes {
    pub(super) diagnostics: bool,
    pub(super) inlay_hints: bool,
    pub(super) code_lenses: bool,
    pub(super) semantic_tokens: bool,
}

impl ClientCapabilities {
    pub(super) fn new(client: &lsp_types::ClientCapabilities) -> Self {
        let document = client.text_document.as_ref();
        let folding = document.and_then(|document| document.folding_range.as_ref());
        let general = client.general.as_ref();
        let window = client.window.as_ref();
        let workspace = client.workspace.as_ref();
        let experimental = |name: &str| client.experimental.as_ref().and_then(|experimental| experimental.get(name));
        let actions = document.and_then(|document| document.code_action.as_ref());
        let offered = general.and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
        let encodings = [
            (PositionEncodingKind::UTF8, Encoding::Utf8),
            (PositionEncodingKind::UTF32, Encoding::Utf32),
            (PositionEncodingKind::UTF16, Encoding::Utf16),
        ];
        let chosen = encodings.into_iter().find(|(kind, _)| offered.contains(kind));

        Self {
            encoding: chosen.map_or(Encoding::Utf16, |(_, encoding)| encoding),
            symbol_trees: document
                .and_then(|document| document.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or(false),
            markdown_hovers: document
                .and_then(|document| document.hover.as_ref()?.content_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            pulls_diagnostics: document.is_some_and(|document| document.diagnostic.is_some()),
            related_information: document
                .and_then(|document| document.publish_diagnostics.as_ref()?.related_information)
                .unwrap_or(false),
            folds_lines_only: folding.and_then(|folding| folding.line_folding_only).unwrap_or(false),
            fold_labels: folding.and_then(|folding| folding.folding_range.as_ref()?.collapsed_text).unwrap_or(false),
            max_folds: folding.and_then(|folding| usize::try_from(folding.range_limit?).ok()).unwrap_or(usize::MAX),
            definition_links: document.and_then(|document| document.definition.as_ref()?.link_support).unwrap_or(false),
            snippets: document
                .and_then(|document| document.completion.as_ref()?.completion_item.as_ref()?.snippet_support)
                .unwrap_or(false),
            inserts_or_replaces: document
                .and_then(|document| document.completion.as_ref()?.completion_item.as_ref()?.insert_replace_support)
                .unwrap_or(false),
            versioned_edits: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes)
                .unwrap_or(false),
            action_literals: actions.is_some_and(|actions| actions.code_action_literal_support.is_some()),
            resolves_actions: actions.is_some_and(|actions| {
                let resolved = actions.resolve_support.as_ref();
                let edits = resolved.is_some_and(|support| support.properties.iter().any(|name| name == "edit"));
                edits && actions.data_support == Some(true)
            }),
            prepares_renames: document.and_then(|document| document.rename.as_ref()?.prepare_support).unwrap_or(false),
            shows_word_files: experimental("textDocumentContent").is_some_and(Value::is_object),
            draws_marks: experimental("drawsMarks").and_then(Value::as_bool).unwrap_or(false),
            shows_documents: window
                .and_then(|window| window.show_document.as_ref())
                .is_some_and(|showing| showing.support),
            shows_progress: window.and_then(|window| window.work_done_progress).unwrap_or(false),
            answers_configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            registers_settings: workspace
                .and_then(|workspace| workspace.did_change_configuration?.dynamic_registration)
                .unwrap_or(false),
            watches_files: workspace
                .and_then(|workspace| workspace.did_change_watched_files?.dynamic_registration)
                .unwrap_or(false),
            refreshes: workspace.map(Refreshes::new).unwrap_or_default(),
        }
    }
}

impl Refreshes {
    fn new(workspace: &WorkspaceClientCapabilities) -> Self {
        Self {
            diagnostics: workspace.diagnostic.as_ref().and_then(|can| can.refresh_support).unwrap_or(false),
            inlay_hints: workspace.inlay_hint.as_ref().and_then(|can| can.refresh_support).unwrap_or(false),
            code_lenses: workspace.code_lens.as_ref().and_then(|can| can.refresh_support).unwrap_or(false),
            semantic_tokens: workspace.semantic_tokens.as_ref().and_then(|can| can.refresh_support).unwrap_or(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn encoding(offered: serde_json::Value) -> Encoding {
        let client = json!({"general": {"positionEncodings": offered}});
        ClientCapabilities::new(&serde_json::from_value(client).expect("capabilities")).encoding
    }

    #[test]
    fn the_cheapest_encoding_that_is_offered_is_taken() {
        assert_eq!(encoding(json!(["utf-16", "utf-32", "utf-8"])), Encoding::Utf8);
        assert_eq!(encoding(json!(["utf-16", "utf-32"])), Encoding::Utf32);
        assert_eq!(encoding(json!(["utf-16"])), Encoding::Utf16);
        assert_eq!(encoding(json!(["ebcdic"])), Encoding::Utf16);
        assert_eq!(ClientCapabilities::new(&lsp_types::ClientCapabilities::default()).encoding, Encoding::Utf16);
    }
}
