//! Parses the cites of a card, each stretch of text once: neither while lines are grouped into sources, nor after an
//! edit elsewhere in the card, is anything parsed again.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use std::sync::Arc;

use super::shared_lines;
use crate::evidence::cite::parsed_cites::ParsedCites;
use crate::evidence::cite::{self, Cite, CiteOptions};
use crate::text::Span;

/// Parses stretches of `text`, each once, and none that was parsed before.
#[derive(Debug)]
pub(in crate::evidence) struct CiteReader<'a> {
    pub(in crate::evidence) text: &'a str,
    cite_options: &'a CiteOptions,
    before: &'a [&'a ParsedCites],
    now: ParsedCites,
    keeps: bool,
}

impl<'a> CiteReader<'a> {
    /// For a text that is read once.
    pub(in crate::evidence) fn new(text: &'a str, cite_options: &'a CiteOptions) -> Self {
        Self { text, cite_options, before: &[], now: ParsedCites::default(), keeps: false }
    }

    /// For a text that is edited: `before` is what was parsed of it before the edit, with the same `cite_options`.
    pub(in crate::evidence) fn keeping(
        text: &'a str,
        cite_options: &'a CiteOptions,
        before: &'a [&'a ParsedCites],
    ) -> Self {
        Self { before, keeps: true, ..Self::new(text, cite_options) }
    }

    /// The cite at `span`, for a look at it; its own spans count from `span.start`.
    pub(in crate::evidence) fn peek(&mut self, span: Span) -> Arc<Cite> {
        let part = span.of(self.text);
        if let Some(cite) = self.now.cites.get(part) {
            return Arc::clone(cite);
        }
        let before = self.before.iter().find_map(|parsed| parsed.cites.get_key_value(part));
        let (part, cite) = match before {
            Some((part, cite)) => (Arc::clone(part), Arc::clone(cite)),
            None => (Arc::from(part), Arc::new(parse(part, Span::new(0, part.len()), self.cite_options))),
        };
        self.now.cites.insert(part, Arc::clone(&cite));
        cite
    }

    /// The cite at `span`; its own spans are bytes of the text. It leaves out a claim before it and evidence after it
    /// on its line.
    pub(in crate::evidence) fn read(&mut self, span: Span) -> Cite {
        // Of a source over many lines no more counts than its head, so an edit further down need not parse it again.
        let head = cite::parse::head(self.text, span);
        let part = if head.of(self.text).contains('\n') { head } else { span };
        let cite = if self.keeps { Some(self.peek(part)) } else { self.now.cites.remove(part.of(self.text)) };
        let Some(cite) = cite else { return parse(self.text, span, self.cite_options) };
        let mut cite = Arc::unwrap_or_clone(cite);
        cite.map_spans(|inner| inner.shift(span.start));
        if cite.span.end == part.trim(self.text).end {
            cite.span = Span::new(cite.span.start, span.end);
        }
        cite
    }

    /// All that was parsed, where that is more than is quickly parsed again; else nothing.
    pub(in crate::evidence) fn worth_keeping(self) -> ParsedCites {
        /// A card has one or two cite lines, rarely three.
        const QUICKLY_PARSED: usize = 16;
        if self.now.cites.len() > QUICKLY_PARSED { self.now } else { ParsedCites::default() }
    }
}

fn parse(text: &str, span: Span, cite_options: &CiteOptions) -> Cite {
    cite::parse(text, shared_lines::cite_alone(text, span), cite_options)
}
