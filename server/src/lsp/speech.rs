//! The commands that fill and order a speech document: `debate-ls.send`, `debate-ls.move`, and `debate-ls.copy`, which gives
//! the text of a card.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{Position, Range, Url};

use super::select::Selection;
use super::server::Server;
use super::{from_proto, rewrite, to_proto};
use crate::features::{copied_text, document_symbols, reorder};

/// The argument of `debate-ls.send`.
#[derive(Debug, Deserialize)]
pub(super) struct SendParams {
    uri: Url,
    /// The selection. An empty one is a cursor: the card or block there.
    range: Range,
    /// The speech document, which must be open.
    to: Url,
    /// Where in it, between cards; the cursor goes there. Without it, at the end.
    at: Option<Position>,
}

/// The argument of `debate-ls.move`.
#[derive(Debug, Deserialize)]
pub(super) struct MoveParams {
    uri: Url,
    /// In the card or heading that moves.
    from: Position,
    /// In what it comes before; null for the end.
    before: Option<Position>,
}

/// The argument of `debate-ls.copy`.
#[derive(Debug, Deserialize)]
pub(super) struct CopyParams {
    uri: Url,
    position: Position,
    form: CopyForm,
}

/// What is copied.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum CopyForm {
    /// The card or block as it stands in the brief.
    Whole,
    /// As caselists disclose it: the first and last words, with `AND` between them.
    Disclosed,
    /// The last cite above.
    LastCite,
}

/// Adds the selection to the speech document, or to any other brief. The answer is the name of its first card or heading.
pub(super) async fn send(server: &Server, SendParams { uri, range, to, at }: SendParams) -> Result<Option<Value>> {
    if server.document(&to).is_none() {
        return Err(Error::invalid_params("The speech document is not open. Open it, or start a new one."));
    }
    let client_capabilities = server.client_capabilities();
    let found = server.on_all(Some(&uri), move |documents| {
        let (_, from) = documents.first()?;
        let (_, speech) = documents.iter().find(|(uri, _)| *uri == to)?;
        let selection = from_proto::span(from, range);
        let copied = copied_text::selected(&from.brief, &from.text, selection)?;
        let entry = from.brief.entries.iter().find(|entry| entry.span().end >= selection.start);
        let name = entry.and_then(document_symbols::symbol).map(|symbol| symbol.name).unwrap_or_default();
        let (edits, cursor) = match at {
            Some(at) => {
                let at = from_proto::span(speech, Range::new(at, at)).start;
                let edit = copied_text::insert(&speech.brief, &speech.text, at, &copied);
                let start = edit.span.start + edit.text.len() - edit.text.trim_start().len();
                let edits = vec![edit];
                let cursor = Selection { uri: to.clone(), range: rewrite::range_after(speech, &edits, start) };
                (edits, Some(cursor))
            }
            None => (vec![copied_text::append(&speech.text, &copied)], None),
        };
        Some((to_proto::document_edit(&to, speech, &edits, client_capabilities), cursor, name))
    });
    let Some((edit, cursor, name)) = found.await?.flatten() else {
        return Err(Error::invalid_params("Put the cursor in a card or on a heading, or select text."));
    };
    rewrite::apply(server, edit, cursor.filter(|_| client_capabilities.shows_documents));
    Ok(Some(json!(name)))
}

/// Moves a card or a heading with everything under it. The answer is null.
pub(super) async fn move_to(server: &Server, MoveParams { uri, from, before }: MoveParams) -> Result<()> {
    let client_capabilities = server.client_capabilities();
    let document = uri.clone();
    let edit = server.on_snapshot(&document, move |snapshot| {
        let at = |position| from_proto::span(snapshot, Range::new(position, position)).start;
        let text = rewrite::whole_text(snapshot);
        let options = &snapshot.context.settings.cite_options;
        let moved = reorder::move_before(&snapshot.brief, &text, at(from), before.map(at), options)?;
        Some(to_proto::document_edit(&uri, snapshot, &moved.edits, client_capabilities))
    });
    let Some(edit) = edit.await?.flatten() else { return Err(Error::invalid_params(rewrite::NO_MOVE)) };
    rewrite::apply(server, edit, None);
    Ok(())
}

/// The text to copy.
pub(super) async fn copy(server: &Server, CopyParams { uri, position, form }: CopyParams) -> Result<Option<Value>> {
    let text = server.on_snapshot(&uri, move |snapshot| {
        let at = from_proto::span(snapshot, Range::new(position, position)).start;
        let (brief, text) = (&snapshot.brief, &snapshot.text);
        match form {
            CopyForm::Whole => copied_text::whole(brief, text, at, false),
            CopyForm::Disclosed => copied_text::disclosed(brief, text, at),
            CopyForm::LastCite => copied_text::last_cite(brief, text, at),
        }
    });
    match text.await?.flatten() {
        Some(text) => Ok(Some(json!(text))),
        None => Err(Error::invalid_params("Put the cursor in a card.")),
    }
}
