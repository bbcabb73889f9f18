//! A paragraph that is being read: its text so far, and what stands in it.

use super::super::document::{Document, Notice, NoticeKind, Paragraph, ParagraphKind, SpanStyle};
use super::properties::TextProperties;
use super::styles::{Style, Styles, TextClass};

/// How many characters of a text a notice shows.
const SHOWN: usize = 40;

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct ParagraphBuilder {
    pub(super) paragraph: Paragraph,
    /// How its own style makes text look.
    pub(super) base: TextProperties,
    /// How the text that follows is formatted.
    pub(super) run: Run,
    pub(super) notices: Vec<(NoticeKind, String)>,
    /// Whether its end was deleted with tracked changes on, so that the next paragraph goes on in it.
    pub(super) joined: bool,
    /// Paragraphs of text boxes in it.
    pub(super) inside: Vec<(Paragraph, Vec<(NoticeKind, String)>)>,
}

/// The formatting of a run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    pub(super) style: SpanStyle,
}

impl Run {
    /// What the properties of a run, its style and its paragraph’s style come to.
    pub(super) fn new(direct: TextProperties, style: Option<&Style>, base: TextProperties, styles: &Styles) -> Self {
        let class = style.and_then(|style| style.class);
        let from_style = style.map(|style| style.text).unwrap_or_default();
        // Of a style that means something, that counts, and not how it looks.
        let look =
            if class.is_some() { TextProperties { size: from_style.size, ..Default::default() } } else { from_style };
        let all = direct.over(look).over(if class.is_some() { TextProperties::default() } else { base });
        let size = direct.over(from_style).over(base).over(styles.defaults).size.unwrap_or(20);
        let usual = base.over(styles.defaults).size.unwrap_or(20);
        let mut flags = SpanStyle::empty();
        flags.set(SpanStyle::CITE, class == Some(TextClass::Cite));
        let of_class = class == Some(TextClass::Underline);
        let underlined = direct.underline.unwrap_or(of_class || all.underline == Some(true));
        let is_link =
            !of_class && all.link_color == Some(true) && all.bold != Some(true) && all.highlight != Some(true);
        flags.set(SpanStyle::UNDERLINE, underlined && !is_link);
        flags.set(SpanStyle::EMPHASIS, class == Some(TextClass::Emphasis) || all.border == Some(true));
        flags.set(SpanStyle::HIGHLIGHT, all.highlight == Some(true));
        flags.set(SpanStyle::BOLD, all.bold == Some(true));
        flags.set(SpanStyle::LARGE, size > usual);
        Self { style: flags }
    }
}

impl ParagraphBuilder {
    /// Text as it is in `w:t`. Text in a symbol font stays as it is: letters can still be found as letters, and codes of
    /// the font are listed.
    pub(super) fn push(&mut self, text: &str) {
        let style = self.run.style;
        if text.contains(['\n', '\r']) {
            // A program that is not Word broke the line of XML.
            return self.paragraph.push(&text.replace(['\n', '\r'], " "), style);
        }
        if text.contains(|character| ('\u{f000}'..='\u{f0ff}').contains(&character)) {
            self.notice(NoticeKind::Symbol, shortened(text));
        }
        self.paragraph.push(text, style);
    }

    /// A character that Word keeps as an element.
    pub(super) fn push_char(&mut self, character: char) {
        let style = self.run.style;
        self.paragraph.push(character.encode_utf8(&mut [0; 4]), style);
    }

    pub(super) fn notice(&mut self, kind: NoticeKind, text: impl Into<String>) {
        self.notices.push((kind, text.into()));
    }

    /// The text from `from` on is a link to `target`. Where the text is its own target, there is nothing to keep.
    pub(super) fn link(&mut self, target: &str, from: usize) {
        let text = self.paragraph.text.get(from..).unwrap_or_default().trim();
        if target.is_empty() || text.is_empty() || target.starts_with('#') || same_place(text, target) {
            return;
        }
        let text = text.to_owned();
        let target = target.replace(|character: char| character.is_whitespace(), "%20");
        self.paragraph.asides.push(format!("link: {text} <{target}>"));
        self.notices.push((NoticeKind::Link, shortened(&target)));
    }
}

/// Whether a link's text shows where it leads.
fn same_place(text: &str, target: &str) -> bool {
    let bare = |link: &str| {
        let link = link.trim().trim_end_matches('/');
        let link = link.split_once("://").map_or(link, |(_, rest)| rest);
        link.trim_start_matches("mailto:").trim_start_matches("www.").to_lowercase()
    };
    bare(text) == bare(target)
}

/// Adds a paragraph that was read, and the paragraphs inside of it, to the document.
pub(super) fn finish(builder: ParagraphBuilder, document: &mut Document) {
    let mut add = |paragraph: Paragraph, notices: Vec<(NoticeKind, String)>| {
        let number = document.paragraphs.len();
        let notices = notices.into_iter().map(|(kind, text)| Notice { paragraph: number, kind, text });
        document.notices.extend(notices);
        document.paragraphs.push(paragraph);
    };
    add(builder.paragraph, builder.notices);
    builder.inside.into_iter().for_each(|(paragraph, notices)| add(paragraph, notices));
}

/// The beginning of a text, for a message.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Whether text of a paragraph of that kind is evidence or a cite, where formatting means something.
pub(super) fn is_text(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Text | ParagraphKind::Undertag)
}
