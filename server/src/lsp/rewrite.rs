//! What a user does to the selected text by a key: cut it, join its paragraphs, make it a tag, move the card. Offered as code actions
//! (`refactor.rewrite`) and as a command, so that every editor has them; the server sends the edit with
//! `workspace/applyEdit`.

use std::borrow::Cow;

use jiff::ZonedDateTime;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{CodeAction, CodeActionKind, Command, Range, Url, WorkspaceEdit};

use super::select::{self, Selection};
use super::server::Server;
use super::{from_proto, to_proto, word_uri};
use crate::document::snapshot::Snapshot;
use crate::evidence::brief::{Brief, CuttingMark};
use crate::features::cutting::{self, Cut};
use crate::features::document_symbols::{self, SymbolKind};
use crate::features::heading_level::{self, LineMark};
use crate::features::promote::{self, Shift};
use crate::features::reorder::{self, Moved, Step};
use crate::features::{condense, copied_text, reading_mark};
use crate::lint::Edit;
use crate::text::{Change, Span};

/// Edits the selected text. The answer is null.
pub(super) const REWRITE: &str = "debate-ls.rewrite";

/// The argument of the command.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RewriteParams {
    uri: Url,
    /// The selections. An empty one is a cursor.
    ranges: Vec<Range>,
    rewrite: Rewrite,
    /// For [`Rewrite::Mark`]: what follows the word. Without it, the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
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
    MoveUp,
    MoveDown,
    Promote,
    Demote,
    RepeatCite,
    Mark,
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

/// The rewrites that code actions offer where nothing is selected, for a card and for a heading.
const MOVES: [(Rewrite, &str, &str); 4] = [
    (Rewrite::MoveUp, "Move card up", "Move heading up, with its cards"),
    (Rewrite::MoveDown, "Move card down", "Move heading down, with its cards"),
    (Rewrite::Promote, "", "Promote heading"),
    (Rewrite::Demote, "", "Demote heading"),
];

/// The actions for a selection that touches evidence, and for a cursor on a tag or heading. Their edits are computed when
/// one is chosen.
pub(super) fn actions(uri: &Url, snapshot: &Snapshot, range: Range) -> Vec<CodeAction> {
    let selection = from_proto::span(snapshot, range);
    if selection.is_empty() {
        return moves(uri, snapshot, range, selection.start);
    }
    if !touches_evidence(&snapshot.brief, selection) {
        return Vec::new();
    }
    let selected = snapshot.text.slice(selection);
    let has_lines = selected.trim().contains(['\n', '\r']);
    let fits = |rewrite: Rewrite| match rewrite {
        Rewrite::Condense | Rewrite::CondenseWithPilcrows | Rewrite::JoinLines => has_lines,
        Rewrite::Uncondense => selected.contains('¶'),
        _ => true,
    };
    let offered = ACTIONS.into_iter().filter(|(rewrite, _)| fits(*rewrite));
    offered.map(|(rewrite, title)| action(uri, range, rewrite, title)).collect()
}

fn moves(uri: &Url, snapshot: &Snapshot, range: Range, at: usize) -> Vec<CodeAction> {
    let Some(entry) = snapshot.brief.entry_at(at) else { return Vec::new() };
    let Some(symbol) = document_symbols::symbol(entry).filter(|symbol| symbol.name_span.touches(at)) else {
        return Vec::new();
    };
    let is_heading = matches!(symbol.kind, SymbolKind::Heading(_));
    let titled = MOVES.into_iter().map(|(rewrite, card, heading)| (rewrite, if is_heading { heading } else { card }));
    let offered = titled.filter(|(_, title)| !title.is_empty());
    offered.map(|(rewrite, title)| action(uri, range, rewrite, title)).collect()
}

fn action(uri: &Url, range: Range, rewrite: Rewrite, title: &str) -> CodeAction {
    let argument = RewriteParams { uri: uri.clone(), ranges: vec![range], rewrite, label: None };
    CodeAction {
        title: title.to_owned(),
        kind: Some(CodeActionKind::REFACTOR_REWRITE),
        command: Some(Command {
            title: title.to_owned(),
            command: REWRITE.to_owned(),
            arguments: Some(vec![json!(argument)]),
        }),
        ..CodeAction::default()
    }
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
    let RewriteParams { uri, ranges, rewrite, label } = params;
    if word_uri::is_read_only(&uri) {
        let message = "A Word file cannot be edited here. Import it, and edit the card file.";
        return Err(Error::invalid_params(message));
    }
    let client_capabilities = server.client_capabilities();
    let label = label.unwrap_or_else(|| ZonedDateTime::now().strftime("%H:%M").to_string());
    let document = uri.clone();
    let edit = server.on_snapshot(&document, move |snapshot| {
        let selections: Vec<Span> = ranges.into_iter().map(|range| from_proto::span(snapshot, range)).collect();
        let Moved { edits, start } = match step_of(rewrite) {
            Some(step) => {
                let (text, options) = (whole_text(snapshot), &snapshot.context.settings.cite_options);
                reorder::step(&snapshot.brief, &text, selections.first()?.start, step, options)?
            }
            None => Moved { edits: edits(snapshot, &selections, rewrite, &label)?, start: usize::MAX },
        };
        let cursor =
            (start != usize::MAX).then(|| Selection { uri: uri.clone(), range: range_after(snapshot, &edits, start) });
        Some((to_proto::document_edit(&uri, snapshot, &edits, client_capabilities), cursor))
    });
    let Some((edit, cursor)) = edit.await?.flatten() else { return Err(Error::invalid_params(rewrite.refusal())) };
    apply(server, edit, cursor.filter(|_| client_capabilities.shows_documents));
    Ok(())
}

/// Sends an edit, then the cursor’s new place. Returns at once: the answer comes when the client has applied it (see
/// `Methods`).
pub(super) fn apply(server: &Server, edit: WorkspaceEdit, cursor: Option<Selection>) {
    let server = server.clone();
    tokio::spawn(async move {
        let applied = server.client().apply_edit(edit).await.is_ok_and(|answer| answer.applied);
        if let Some(cursor) = cursor.filter(|_| applied) {
            select::select(&server, cursor);
        }
    });
}

fn step_of(rewrite: Rewrite) -> Option<Step> {
    match rewrite {
        Rewrite::MoveUp => Some(Step::Up),
        Rewrite::MoveDown => Some(Step::Down),
        _ => None,
    }
}

/// The place of a byte in the text after `edits`, which are in order.
pub(super) fn range_after(snapshot: &Snapshot, edits: &[Edit], byte: usize) -> Range {
    let encoding = snapshot.context.encoding;
    let mut after = snapshot.text.clone();
    for edit in edits.iter().rev() {
        let range = Some(after.range(edit.span, encoding));
        after.apply(&Change { range, text: edit.text.clone() }, encoding);
    }
    to_proto::range_of(after.range(Span::empty(byte), encoding))
}

pub(super) fn whole_text(snapshot: &Snapshot) -> Cow<'_, str> {
    snapshot.text.slice(Span::new(0, snapshot.text.len()))
}

fn edits(snapshot: &Snapshot, selections: &[Span], rewrite: Rewrite, label: &str) -> Option<Vec<Edit>> {
    let text = whole_text(snapshot);
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
    let cursor = selections.first()?;
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
        Rewrite::Promote => promote::shift(brief, &text, cursor.start, Shift::Promote, options),
        Rewrite::Demote => promote::shift(brief, &text, cursor.start, Shift::Demote, options),
        Rewrite::RepeatCite => {
            let cite = copied_text::last_cite(brief, &snapshot.text, cursor.start)?;
            Some(vec![Edit::replace(*cursor, cite)])
        }
        Rewrite::Mark => Some(vec![reading_mark::mark(brief, &snapshot.text, cursor.end, label)?]),
        // These have a cursor: see `step_of`.
        Rewrite::MoveUp | Rewrite::MoveDown => None,
    }
}

/// Why nothing moves.
pub(super) const NO_MOVE: &str = "It cannot go there. Move it on, or mark headings with # and tags with ####.";

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
            Self::MoveUp | Self::MoveDown => NO_MOVE,
            Self::Promote | Self::Demote => {
                "Put the cursor on a heading. Pockets, hats and blocks are the only levels."
            }
            Self::RepeatCite => "No cite above the cursor.",
            Self::Mark => "Put the cursor in a card.",
        }
    }
}
