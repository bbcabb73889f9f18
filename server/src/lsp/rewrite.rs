//! What a user does to the selected text by a key: cut it, join its paragraphs, make it a tag. Offered as code actions
//! (`refactor.rewrite`) and as a command, so that every editor has them; the server sends the edit with
//! `workspace/applyEdit`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{CodeAction, CodeActionKind, Command, Range, Url};

use super::server::Server;
use super::{execute_command, from_proto, to_proto};
use crate::document::snapshot::Snapshot;
use crate::evidence::brief::{Brief, CuttingMark};
use crate::features::condense;
use crate::features::cutting::{self, Cut};
use crate::features::heading_level::{self, LineMark};
use crate::lint::Edit;
use crate::text::Span;

/// The argument of the command.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RewriteParams {
    uri: Url,
    /// The selections. An empty one is a cursor.
    ranges: Vec<Range>,
    rewrite: Rewrite,
}

/// What is done, by the names that editors use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Rewrite {
    Underline,
    Emphasis,
    Highlight,
    Clear,
    Pocket,
    Hat,
    Block,
    Tag,
    Cite,
    Condense,
    CondenseWithPilcrows,
    Uncondense,
    JoinLines,
}

/// The rewrites that code actions offer for selected evidence, with their titles.
const ACTIONS: [(Rewrite, &str); 8] = [
    (Rewrite::Underline, "Underline"),
    (Rewrite::Emphasis, "Emphasize"),
    (Rewrite::Highlight, "Highlight"),
    (Rewrite::Clear, "Clear cutting marks"),
    (Rewrite::Condense, "Condense: join paragraphs"),
    (Rewrite::CondenseWithPilcrows, "Condense with pilcrows (¶)"),
    (Rewrite::Uncondense, "Uncondense: split at pilcrows (¶)"),
    (Rewrite::JoinLines, "Join lines of a pasted PDF"),
];

/// The actions for a selection that touches evidence. Their edits are computed when one is chosen.
pub(super) fn actions(uri: &Url, snapshot: &Snapshot, range: Range) -> Vec<CodeAction> {
    let selection = from_proto::span(snapshot, range);
    if selection.is_empty() || !touches_evidence(&snapshot.brief, selection) {
        return Vec::new();
    }
    let selected = snapshot.text.slice(selection);
    let has_lines = selected.trim().contains(['\n', '\r']);
    let fits = |rewrite: Rewrite| match rewrite {
        Rewrite::Condense | Rewrite::CondenseWithPilcrows | Rewrite::JoinLines => has_lines,
        Rewrite::Uncondense => selected.contains('¶'),
        _ => true,
    };
    let action = |(rewrite, title): (Rewrite, &str)| CodeAction {
        title: title.to_owned(),
        kind: Some(CodeActionKind::REFACTOR_REWRITE),
        command: Some(Command {
            title: title.to_owned(),
            command: execute_command::REWRITE.to_owned(),
            arguments: Some(vec![json!(RewriteParams { uri: uri.clone(), ranges: vec![range], rewrite })]),
        }),
        ..CodeAction::default()
    };
    ACTIONS.into_iter().filter(|(rewrite, _)| fits(*rewrite)).map(action).collect()
}

fn touches_evidence(brief: &Brief, selection: Span) -> bool {
    let first = brief.entries.partition_point(|entry| entry.span().end < selection.start);
    let touched = brief.entries[first..].iter().take_while(|entry| entry.start <= selection.end);
    touched
        .filter_map(|entry| Some(entry.card()?.body.as_ref()?.span.shift(entry.start)))
        .any(|body| body.overlaps(selection))
}

/// Sends the edit to the client. An error says why there is none.
pub(super) async fn rewrite(server: &Server, params: RewriteParams) -> Result<()> {
    let RewriteParams { uri, ranges, rewrite } = params;
    let client_capabilities = server.client_capabilities();
    let document = uri.clone();
    let edit = server.on_snapshot(&document, move |snapshot| {
        let selections: Vec<Span> = ranges.into_iter().map(|range| from_proto::span(snapshot, range)).collect();
        let edits = edits(snapshot, &selections, rewrite)?;
        Some(to_proto::document_edit(&uri, snapshot, &edits, client_capabilities))
    });
    let Some(edit) = edit.await?.flatten() else { return Err(Error::invalid_params(rewrite.refusal())) };
    let client = server.client().clone();
    // The answer comes when the client has applied it: see `Methods`.
    tokio::spawn(async move { client.apply_edit(edit).await });
    Ok(())
}

fn edits(snapshot: &Snapshot, selections: &[Span], rewrite: Rewrite) -> Option<Vec<Edit>> {
    let text: Cow<'_, str> = snapshot.text.slice(Span::new(0, snapshot.text.len()));
    let (brief, options) = (&snapshot.brief, &snapshot.context.settings.cite_options);
    let cut = |cut: Cut| cutting::cut(brief, &text, selections, cut, options);
    let join = |pilcrows: bool| condense::condense(brief, &text, selections, pilcrows, options);
    let each = |change: &dyn Fn(Span) -> Option<Vec<Edit>>| {
        let mut edits: Vec<Edit> = selections.iter().filter_map(|selection| change(*selection)).flatten().collect();
        edits.sort_by_key(|edit| edit.span);
        edits.dedup();
        (!edits.is_empty()).then_some(edits)
    };
    let mark = |mark: LineMark| each(&|selection| heading_level::set(&text, selection, mark));
    match rewrite {
        Rewrite::Underline => cut(Cut::Toggle(CuttingMark::Underline)),
        Rewrite::Emphasis => cut(Cut::Toggle(CuttingMark::Emphasis)),
        Rewrite::Highlight => cut(Cut::Toggle(CuttingMark::Highlight)),
        Rewrite::Clear => cut(Cut::Clear),
        Rewrite::Pocket => mark(LineMark::Pocket),
        Rewrite::Hat => mark(LineMark::Hat),
        Rewrite::Block => mark(LineMark::Block),
        Rewrite::Tag => mark(LineMark::Tag),
        Rewrite::Cite => each(&|selection| heading_level::short_cite(&text, selection)),
        Rewrite::Condense => join(false),
        Rewrite::CondenseWithPilcrows => join(true),
        Rewrite::Uncondense => condense::uncondense(brief, &text, selections, options),
        Rewrite::JoinLines => each(&|selection| condense::join_lines(&text, selection)),
    }
}

impl Rewrite {
    /// Why nothing changes, and what to do.
    fn refusal(self) -> &'static str {
        match self {
            Self::Underline | Self::Emphasis | Self::Highlight | Self::Clear => {
                "Select words of the quoted evidence. If a mark in the paragraph is never closed, close it first."
            }
            Self::Pocket | Self::Hat | Self::Block | Self::Tag => "Put the cursor on a line with words.",
            Self::Cite => "Select the short cite, from the start of its line: Choi 21.",
            Self::Condense | Self::CondenseWithPilcrows => {
                "Select two or more paragraphs of a card. Each cutting mark must end in its own paragraph."
            }
            Self::Uncondense => "Select evidence with pilcrows (¶). A cutting mark must not go on over one.",
            Self::JoinLines => "Select two or more lines of text.",
        }
    }
}
