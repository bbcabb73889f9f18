//! `textDocument/semanticTokens/full`, `full/delta`, `range`

use std::sync::PoisonError;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensFullDeltaResult, SemanticTokensLegend,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, Url,
};

use super::from_proto;
use super::server::Server;
use crate::document::snapshot::Snapshot;
use crate::document::tokens::{Change, Step, Tokens};
use crate::features::semantic_tokens::{Modifiers, TokenKind};

/// The tokens that a client was told last. It names them by their number when it asks what has changed.
#[derive(Debug)]
pub(super) struct LastTokens {
    number: u64,
    tokens: Tokens,
    /// Whether the client was sent all of them.
    is_whole: bool,
}

/// An answer holds at most so many tokens of a document of that many bytes. Cut and highlighted evidence has one for some
/// forty bytes; of a file of marks alone, an answer would take many times its size.
fn most_tokens(snapshot: &Snapshot) -> usize {
    (snapshot.text.len() / 16).max(100_000)
}

/// The numbers of a token in the protocol: so many make one.
const NUMBERS: usize = 5;

pub(super) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TokenKind::ALL.map(|kind| SemanticTokenType::new(kind.name())).to_vec(),
        token_modifiers: Modifiers::NAMES.map(SemanticTokenModifier::new).to_vec(),
    }
}

pub(super) async fn full(server: &Server, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
    match told(server, &params.text_document.uri, None).await? {
        Some(SemanticTokensFullDeltaResult::Tokens(tokens)) => Ok(Some(SemanticTokensResult::Tokens(tokens))),
        _ => Ok(None),
    }
}

pub(super) async fn delta(
    server: &Server,
    params: SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    told(server, &params.text_document.uri, Some(params.previous_result_id)).await
}

pub(super) async fn range(
    server: &Server,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let within = params.range;
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let steps = Tokens::within(snapshot, from_proto::span(snapshot, within));
        let steps = &steps[..steps.len().min(most_tokens(snapshot))];
        SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data: data(steps) })
    });
    found.await
}

/// All tokens, or what has changed since those that the client knows.
async fn told(server: &Server, uri: &Url, known: Option<String>) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let Some(open) = server.open(uri) else { return Ok(None) };
    let number = server.next_number();
    let found = server.on_snapshot(uri, move |snapshot| {
        let mut told = open.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let tokens = Tokens::of(snapshot, told.as_ref().map(|told| &told.tokens));
        let most = most_tokens(snapshot);
        let is_whole = tokens.len() <= most;
        let last = told.as_ref().filter(|told| known.is_some_and(|known| known == told.number.to_string()));
        // Edits count from the whole list.
        let last = last.filter(|told| told.is_whole && is_whole);
        let result_id = Some(number.to_string());
        let answer = match last {
            Some(last) => {
                let edits = tokens.since(&last.tokens).iter().map(edit).collect();
                SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta { result_id, edits })
            }
            None => {
                let steps = tokens.steps();
                let data = data(&steps[..steps.len().min(most)]);
                SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id, data })
            }
        };
        *told = Some(LastTokens { number, tokens, is_whole });
        answer
    });
    found.await
}

fn edit(change: &Change) -> SemanticTokensEdit {
    let number = |count: usize| u32::try_from(count * NUMBERS).unwrap_or(u32::MAX);
    SemanticTokensEdit {
        start: number(change.gone.start),
        delete_count: number(change.gone.len()),
        data: (!change.come.is_empty()).then(|| data(&change.come)),
    }
}

fn data(steps: &[Step]) -> Vec<SemanticToken> {
    let token = |step: &Step| SemanticToken {
        delta_line: step.lines,
        delta_start: step.columns,
        length: step.length,
        token_type: step.kind as u32,
        token_modifiers_bitset: step.modifiers.bits(),
    };
    steps.iter().map(token).collect()
}
