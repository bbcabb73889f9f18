//! The XML of a document's own parts: its paragraphs, its comments, its links.

use std::fmt::Write;

use super::super::document::{Document, Paragraph, ParagraphKind, SpanStyle};
use super::super::from_card_text::link_in;
use crate::lint::HighlightColor;
use crate::text::Span;

/// The parts that differ from document to document.
pub(super) struct Parts {
    pub(super) document: String,
    /// Empty without comments.
    pub(super) comments: String,
    /// The targets of links; that of the first is `rId100`.
    pub(super) links: Vec<String>,
    /// The color of highlighted text.
    highlight: HighlightColor,
}

/// The number of the first link's relationship.
pub(super) const FIRST_LINK: usize = 100;

pub(super) const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

impl Parts {
    pub(super) fn of(document: &Document, highlight: HighlightColor) -> Self {
        let size = document.paragraphs.iter().map(|paragraph| paragraph.text.len() + 120).sum::<usize>();
        let mut parts =
            Self { document: String::with_capacity(size * 2), comments: String::new(), links: Vec::new(), highlight };
        let mut comments = String::new();
        let mut count = 0;
        parts.document.push_str(HEAD);
        push(&mut parts.document, format_args!("<w:document {NAMESPACES}><w:body>"));
        for one in &document.paragraphs {
            parts.document.push_str("<w:p>");
            if let Some(id) = style_id(one.kind) {
                push(&mut parts.document, format_args!("<w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>"));
            }
            parts.paragraph(one, count);
            for text in &one.comments {
                comment(&mut comments, count, text);
                count += 1;
            }
            parts.document.push_str("</w:p>");
        }
        // US Letter with margins of an inch, as Verbatim has it.
        parts.document.push_str(concat!(
            r#"<w:sectPr><w:pgSz w:w="12240" w:h="15840"/>"#,
            r#"<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>"#,
            r#"</w:sectPr></w:body></w:document>"#
        ));
        if count > 0 {
            parts.comments = format!("{HEAD}<w:comments {NAMESPACES}>{comments}</w:comments>");
        }
        parts
    }

    /// The runs of a paragraph, whose first comment has the number `first`.
    fn paragraph(&mut self, paragraph: &Paragraph, first: usize) {
        let ids = first..first + paragraph.comments.len();
        for id in ids.clone() {
            push(&mut self.document, format_args!("<w:commentRangeStart w:id=\"{id}\"/>"));
        }
        let links = links_of(paragraph);
        let mut links = links.iter().peekable();
        let mut in_link = false;
        let mut start = 0;
        for span in &paragraph.spans {
            // A run ends where its formatting changes, and where a link begins or ends.
            while start < span.end {
                let edge = links.peek().map_or(usize::MAX, |(link, _)| if in_link { link.end } else { link.start });
                if edge <= start {
                    if in_link {
                        self.document.push_str("</w:hyperlink>");
                        links.next();
                    } else if let Some((_, target)) = links.peek() {
                        push(
                            &mut self.document,
                            format_args!("<w:hyperlink r:id=\"rId{}\">", FIRST_LINK + self.links.len()),
                        );
                        self.links.push((*target).to_owned());
                    }
                    in_link = !in_link;
                    continue;
                }
                let end = span.end.min(edge);
                self.run(paragraph.text.get(start..end).unwrap_or_default(), span.style, in_link);
                start = end;
            }
        }
        if in_link {
            self.document.push_str("</w:hyperlink>");
        }
        for id in ids {
            push(
                &mut self.document,
                format_args!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"),
            );
        }
    }

    fn run(&mut self, text: &str, style: SpanStyle, in_link: bool) {
        let xml = &mut self.document;
        xml.push_str("<w:r>");
        let of_text = if style.contains(SpanStyle::CITE) {
            Some("Style13ptBold")
        } else if style.contains(SpanStyle::EMPHASIS) {
            Some("Emphasis")
        } else if style.contains(SpanStyle::UNDERLINE) {
            Some("StyleUnderline")
        } else if in_link {
            Some("Hyperlink")
        } else {
            None
        };
        let is_highlighted = style.contains(SpanStyle::HIGHLIGHT);
        // 8 points, as Verbatim shrinks what is not read.
        let is_small = style.contains(SpanStyle::SMALL);
        if of_text.is_some() || is_highlighted || is_small {
            xml.push_str("<w:rPr>");
            if let Some(id) = of_text {
                push(xml, format_args!("<w:rStyle w:val=\"{id}\"/>"));
            }
            if is_small {
                xml.push_str("<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>");
            }
            if is_highlighted {
                push(xml, format_args!("<w:highlight w:val=\"{}\"/>", self.highlight.name()));
            }
            xml.push_str("</w:rPr>");
        }
        for (index, part) in text.split('\t').enumerate() {
            if index > 0 {
                xml.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                xml.push_str("<w:t xml:space=\"preserve\">");
                escape(part, xml);
                xml.push_str("</w:t>");
            }
        }
        xml.push_str("</w:r>");
    }
}

/// The links that a paragraph's asides keep, in order, without overlaps.
fn links_of(paragraph: &Paragraph) -> Vec<(Span, &str)> {
    let mut links: Vec<(Span, &str)> = paragraph.asides.iter().filter_map(|aside| link_in(aside, paragraph)).collect();
    links.sort_by_key(|(span, _)| span.start);
    let mut end = 0;
    links.retain(|(span, _)| {
        let is_apart = span.start >= end;
        end = if is_apart { span.end } else { end };
        is_apart
    });
    links
}

fn style_id(kind: ParagraphKind) -> Option<&'static str> {
    Some(match kind {
        ParagraphKind::Pocket => "Heading1",
        ParagraphKind::Hat => "Heading2",
        ParagraphKind::Block => "Heading3",
        ParagraphKind::Tag => "Heading4",
        ParagraphKind::Analytic => "Analytic",
        ParagraphKind::Undertag => "Undertag",
        ParagraphKind::Text => return None,
    })
}

fn comment(xml: &mut String, id: usize, text: &str) {
    push(
        xml,
        format_args!(
            "<w:comment w:id=\"{id}\" w:author=\"debate-ls\" w:initials=\"\"><w:p><w:r><w:t xml:space=\"preserve\">"
        ),
    );
    escape(text, xml);
    xml.push_str("</w:t></w:r></w:p></w:comment>");
}

/// Adds text as XML.
pub(super) fn escape(text: &str, xml: &mut String) {
    xml.push_str(&quick_xml::escape::escape(text));
}

fn push(xml: &mut String, what: std::fmt::Arguments<'_>) {
    // A string takes everything.
    let _ = xml.write_fmt(what);
}
