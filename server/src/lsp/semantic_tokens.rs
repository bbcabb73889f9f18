//! `textDocument/semanticTokens/full`, `full/delta`, `range`

use std::sync::PoisonError;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensFullDeltaResult, SemanticTokensLegend,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, Url,
};

use super::client_document::LastTokens;
use super::from_proto;
use super::server::Server;
use crate::document::snapshot::Snapshot;
use crate::document::tokens::{Change, RelativeToken, Tokens};
use crate::features::semantic_tokens::{MarkTokens, Modifiers, TokenKind};

/// How many tokens an answer has at most. Cut and highlighted evidence has about one token for forty bytes; the answer for
/// a file of nothing but marks would take many times the size of the file.
fn max_tokens(snapshot: &Snapshot) -> usize {
    (snapshot.text.len() / 16).max(100_000)
}

/// How many numbers a token is in the protocol.
const NUMBERS_PER_TOKEN: usize = 5;

pub(super) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TokenKind::ALL.map(|kind| SemanticTokenType::new(kind.name())).to_vec(),
        token_modifiers: Modifiers::NAMES.map(SemanticTokenModifier::new).to_vec(),
    }
}

pub(super) async fn full(server: &Server, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
    match full_or_delta(server, &params.text_document.uri, None).await? {
        Some(SemanticTokensFullDeltaResult::Tokens(tokens)) => Ok(Some(SemanticTokensResult::Tokens(tokens))),
        _ => Ok(None),
    }
}

pub(super) async fn delta(
    server: &Server,
    params: SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    full_or_delta(server, &params.text_document.uri, Some(params.previous_result_id)).await
}

pub(super) async fn range(
    server: &Server,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let within = params.range;
    let marks = marks(server);
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let tokens = Tokens::within(snapshot, marks, from_proto::span(snapshot, within));
        let tokens = &tokens[..tokens.len().min(max_tokens(snapshot))];
        SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data: data(tokens) })
    });
    found.await
}

/// All tokens, or what has changed since the tokens with the id `known`, if those were sent last.
async fn full_or_delta(
    server: &Server,
    uri: &Url,
    known: Option<String>,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let Some(open) = server.document(uri) else { return Ok(None) };
    let number = server.next_number();
    let marks = marks(server);
    let found = server.on_snapshot(uri, move |snapshot| {
        let mut last_tokens = open.last_tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let tokens = Tokens::new(snapshot, marks, last_tokens.as_ref().map(|last| &last.tokens));
        let limit = max_tokens(snapshot);
        let is_whole = tokens.len() <= limit;
        let last = last_tokens.as_ref().filter(|last| known.is_some_and(|known| known == last.number.to_string()));
        // Edits are relative to the whole list.
        let last = last.filter(|last| last.is_whole && is_whole);
        let result_id = Some(number.to_string());
        let answer = match last {
            Some(last) => {
                let edits = tokens.changes_since(&last.tokens).iter().map(edit).collect();
                SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta { result_id, edits })
            }
            None => {
                let relative = tokens.relative();
                let data = data(&relative[..relative.len().min(limit)]);
                SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id, data })
            }
        };
        *last_tokens = Some(LastTokens { number, tokens, is_whole });
        answer
    });
    found.await
}

fn marks(server: &Server) -> MarkTokens {
    if server.client_capabilities().draws_marks { MarkTokens::LeftOut } else { MarkTokens::Included }
}

fn edit(change: &Change) -> SemanticTokensEdit {
    let number = |count: usize| u32::try_from(count * NUMBERS_PER_TOKEN).unwrap_or(u32::MAX);
    SemanticTokensEdit {
        start: number(change.deleted.start),
        delete_count: number(change.deleted.len()),
        data: (!change.inserted.is_empty()).then(|| data(&change.inserted)),
    }
}

fn data(tokens: &[RelativeToken]) -> Vec<SemanticToken> {
    let token = |token: &RelativeToken| SemanticToken {
        delta_line: token.lines,
        delta_start: token.columns,
        length: token.length,
        token_type: token.kind as u32,
        token_modifiers_bitset: token.modifiers.bits(),
    };
    tokens.iter().map(token).collect()
}
