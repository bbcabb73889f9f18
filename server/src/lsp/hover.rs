//! `textDocument/hover`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::all_files::{self, File, LeftOff};
use super::from_proto;
use super::server::Server;
use crate::document::snapshot::Snapshot;
use crate::evidence::brief::Entry;
use crate::features::hover::{self, HoverContent, OtherFiles};
use crate::features::same_source::cites_of;
use crate::features::same_text::{self, Contradiction};
use crate::index::keys;

/// How many files that are not open are read to say which of them cite the same source.
const MOST: usize = 30;

pub(super) async fn hover(server: &Server, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    let markdown = server.client_capabilities().markdown_hovers;
    let about = move |asked: &Snapshot| {
        let byte = from_proto::byte(asked, at.position);
        let source = hover::source_at(&asked.brief, byte).map_or_else(Vec::new, keys::of_source);
        let text = asked.brief.entry_at(byte).and_then(Entry::card).and_then(keys::of_text);
        source.into_iter().chain(text).collect()
    };
    let found = all_files::on_files(server, &at.text_document.uri, MOST, about, move |asked, files, left_off| {
        let byte = from_proto::byte(asked, at.position);
        let mut found = hover::hover(&asked.brief, byte, &asked.context.settings, asked.context.today)?;
        if let HoverContent::Evidence(evidence) = &mut found.content {
            evidence.other_files = other_files(files, byte, left_off);
        }
        let page = found.page();
        let content = if markdown {
            MarkupContent { kind: MarkupKind::Markdown, value: page.markdown() }
        } else {
            MarkupContent { kind: MarkupKind::PlainText, value: page.plain_text() }
        };
        let range = found.span.map(|span| files[0].range(span));
        Some(Hover { contents: HoverContents::Markup(content), range })
    });
    found.await.map(Option::flatten)
}

/// What other files say of the card at `byte` of the first of them.
fn other_files(files: &[File<'_>], byte: usize, LeftOff(more): LeftOff) -> OtherFiles {
    let [asked, others @ ..] = files else { return OtherFiles::default() };
    let (source, card) = (hover::source_at(asked.brief, byte), asked.brief.entry_at(byte).and_then(Entry::card));
    let (Some(source), Some(card)) = (source, card) else { return OtherFiles::default() };
    let citing = others.iter().filter(|file| cites_of(file.brief, source).next().is_some());
    let contradictions = others.iter().filter_map(|file| {
        let Contradiction { field, short_cite } = same_text::contradiction(card, file.brief)?;
        Some(format!("{} has this text under another {field}: {short_cite}.", file.name()))
    });
    OtherFiles { names: citing.map(File::name).collect(), more, contradictions: contradictions.collect() }
}
