//! From card text to a Word document: each line that is not blank becomes a paragraph, its marks become formatting.

use super::document::{Document, Notice, NoticeKind, Paragraph, ParagraphKind, SpanStyle, is_blank, is_word_character};
use super::marks::unescaped;
use crate::evidence::brief::{Brief, CuttingMark, Entry, EntryKind, LineRole};
use crate::evidence::cite::CiteOptions;
use crate::evidence::{parse, read_aloud};
use crate::text::{LineIndex, Span};

/// What goes into the Word file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    All,
    /// What opponents get: neither analytics nor comments.
    Send,
    /// Only what is read aloud, under its headings.
    Read,
}

/// The document of a card file's text.
pub fn document(text: &str, extent: Extent) -> Document {
    let brief = parse::brief(text, &CiteOptions::default());
    match extent {
        Extent::Read => read_document(text, &brief),
        Extent::All | Extent::Send => Builder::new(text, extent == Extent::All).build(&brief),
    }
}

/// Headings, and what is read aloud of each card.
fn read_document(text: &str, brief: &Brief) -> Document {
    let mut document = Document::default();
    for entry in &brief.entries {
        let (first, kind) = match &entry.content.kind {
            EntryKind::Heading(heading) => (heading.text.value.clone(), kind_of_level(heading.level)),
            EntryKind::Analytic(_) => (read_aloud::text(entry, entry.span().of(text)), ParagraphKind::Analytic),
            EntryKind::Card(card) => {
                let kind = if card.tag.is_some() { ParagraphKind::Tag } else { ParagraphKind::Text };
                (read_aloud::text(entry, entry.span().of(text)), kind)
            }
            EntryKind::Comment(_) => continue,
        };
        let cites = match &entry.content.kind {
            EntryKind::Card(card) => card.cites.iter().filter_map(read_aloud::short_cite).collect(),
            _ => Vec::new(),
        };
        for (number, line) in first.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            let kind = if number == 0 { kind } else { ParagraphKind::Text };
            let style = if cites.iter().any(|cite| cite == line) { SpanStyle::CITE } else { SpanStyle::empty() };
            let mut paragraph = Paragraph { kind, ..Paragraph::default() };
            push(&mut paragraph, &unescaped(line), style, &mut Vec::new());
            document.paragraphs.push(paragraph);
        }
    }
    document
}

fn kind_of_level(level: crate::evidence::brief::Level) -> ParagraphKind {
    match level {
        crate::evidence::brief::Level::Pocket => ParagraphKind::Pocket,
        crate::evidence::brief::Level::Hat => ParagraphKind::Hat,
        crate::evidence::brief::Level::Block => ParagraphKind::Block,
    }
}

struct Builder<'a> {
    text: &'a str,
    lines: LineIndex,
    /// Whether analytics and comments are kept.
    keeps_all: bool,
    document: Document,
    /// Comments that wait for the next paragraph.
    comments: Vec<String>,
    /// The line that comes next.
    next: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, keeps_all: bool) -> Self {
        let lines = LineIndex::new(text);
        Self { text, lines, keeps_all, document: Document::default(), comments: Vec::new(), next: 0 }
    }

    fn build(mut self, brief: &Brief) -> Document {
        for entry in &brief.entries {
            let body = entry.card().and_then(|card| card.body.as_ref());
            let unread =
                if body.is_some_and(|body| body.read_words.is_some()) { SpanStyle::SMALL } else { SpanStyle::empty() };
            let formats = Formats::of(entry);
            let mut formats = formats.iter().peekable();
            for line in &entry.content.lines {
                let number = self.lines.position(line.span.start + entry.start).0;
                self.plain_lines_before(number);
                let span = self.lines.line(self.text, number);
                let mut of_line = Vec::new();
                while let Some(format) = formats.next_if(|format| format.span.start < span.end) {
                    of_line.push(*format);
                }
                self.line(span, line.role, &of_line, unread);
                self.next = number + 1;
            }
        }
        self.plain_lines_before(usize::MAX);
        if !self.comments.is_empty() {
            let comments = std::mem::take(&mut self.comments);
            self.document.paragraphs.push(Paragraph { comments, ..Paragraph::default() });
        }
        self.document
    }

    /// Lines that no entry has: of a text that is too dense to be parsed.
    fn plain_lines_before(&mut self, number: usize) {
        while self.next < number {
            let span = self.lines.line(self.text, self.next);
            if span.start >= self.text.len() {
                return;
            }
            self.line(span, LineRole::Body, &[], SpanStyle::empty());
            self.next += 1;
        }
    }

    /// Adds a line, in which evidence without a mark is formatted as `unread`.
    fn line(&mut self, span: Span, role: LineRole, formats: &[Format], unread: SpanStyle) {
        let line = span.of(self.text);
        if line.chars().all(is_blank) {
            return;
        }
        let kind = match role {
            LineRole::Comment => return self.comment(line),
            LineRole::Pocket => ParagraphKind::Pocket,
            LineRole::Hat => ParagraphKind::Hat,
            LineRole::Block => ParagraphKind::Block,
            LineRole::Tag => ParagraphKind::Tag,
            LineRole::Analytic => ParagraphKind::Analytic,
            LineRole::Undertag => ParagraphKind::Undertag,
            LineRole::Cite | LineRole::Body => ParagraphKind::Text,
        };
        if kind == ParagraphKind::Analytic && !self.keeps_all {
            self.comments.clear();
            return;
        }
        let mut paragraph = Paragraph { kind, comments: std::mem::take(&mut self.comments), ..Paragraph::default() };
        let mut notices = Vec::new();
        match role {
            LineRole::Cite => push_cite(&mut paragraph, line, span.start, formats, &mut notices),
            LineRole::Body => push_body(&mut paragraph, line, span.start, formats, unread, &mut notices),
            LineRole::Undertag => {
                push_body(&mut paragraph, line, span.start, formats, SpanStyle::empty(), &mut notices);
            }
            _ => match without_mark(line) {
                Some(words) => push(&mut paragraph, words, SpanStyle::empty(), &mut notices),
                None => push(&mut paragraph, &unescaped(line), SpanStyle::empty(), &mut notices),
            },
        }
        if paragraph.text.is_empty() {
            // A heading without words: nothing to show in Word.
            self.comments = paragraph.comments;
            return;
        }
        let number = self.document.paragraphs.len();
        let notices = notices.into_iter().map(|text| Notice { paragraph: number, kind: NoticeKind::Control, text });
        self.document.notices.extend(notices);
        self.document.paragraphs.push(paragraph);
    }

    /// What stands in a comment belongs to the next paragraph; a link to the one before.
    fn comment(&mut self, line: &str) {
        if !self.keeps_all {
            return;
        }
        let line = line.trim_matches(is_blank);
        let text = line.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).unwrap_or(line);
        let text: String =
            text.trim_matches(is_blank).chars().map(|c| if is_xml(c) { c } else { '\u{fffd}' }).collect();
        let last = self.document.paragraphs.last_mut().filter(|_| self.comments.is_empty());
        match last {
            Some(paragraph) if link_in(&text, paragraph).is_some() => paragraph.asides.push(text),
            _ => self.comments.push(text),
        }
    }
}

/// The link that an aside keeps: where its text stands in the paragraph, and its target.
pub(super) fn link_in<'a>(aside: &'a str, paragraph: &Paragraph) -> Option<(Span, &'a str)> {
    let (text, target) = aside.strip_prefix("link: ")?.strip_suffix('>')?.rsplit_once(" <")?;
    let start = paragraph.text.find(text)?;
    (!text.is_empty() && !target.is_empty()).then(|| (Span::new(start, start + text.len()), target))
}

/// Formatting of a stretch of an entry, in bytes of the document.
#[derive(Clone, Copy, Debug)]
struct Format {
    span: Span,
    style: SpanStyle,
    /// Whether it has signs around it.
    has_signs: bool,
}

struct Formats;

impl Formats {
    /// What is formatted in an entry, in order, outer before inner.
    fn of(entry: &Entry) -> Vec<Format> {
        let EntryKind::Card(card) = &entry.content.kind else { return Vec::new() };
        let short =
            card.cites.iter().filter_map(|cite| cite.short.as_ref()).map(|short| (short.span, SpanStyle::CITE, false));
        let marks = card.body.iter().flat_map(|body| &body.marks).map(|mark| {
            let style = match mark.kind {
                CuttingMark::Underline => SpanStyle::UNDERLINE,
                CuttingMark::Emphasis => SpanStyle::EMPHASIS,
                CuttingMark::Highlight => SpanStyle::HIGHLIGHT,
            };
            (mark.span, style, true)
        });
        let all = short.chain(marks).map(|(span, style, has_signs)| Format {
            span: span.shift(entry.start),
            style,
            has_signs,
        });
        let mut all: Vec<Format> = all.collect();
        all.sort_by_key(|format| format.span.start);
        all
    }
}

/// A heading's or tag's words, without the mark and the one blank behind it, or without the signs around it; `None` where
/// it has no mark.
fn without_mark(line: &str) -> Option<&str> {
    let bare = line.trim_start_matches(is_blank);
    let hashes = bare.chars().take_while(|character| *character == '#').count();
    if (1..=4).contains(&hashes) {
        let rest = bare.get(hashes..).unwrap_or_default();
        if rest.is_empty() || rest.starts_with(is_blank) {
            return Some(rest.strip_prefix(' ').unwrap_or(rest));
        }
    }
    let whole = bare.trim_end_matches(is_blank);
    ["====", "==="].into_iter().find_map(|fence| {
        let inner = whole.strip_prefix(fence)?.strip_suffix(fence)?;
        let is_fenced = !inner.starts_with('=') && !inner.ends_with('=');
        is_fenced.then(|| inner.trim_matches(is_blank))
    })
}

/// A cite: what stands between `**` is the short cite; without any, what is read aloud of it.
fn push_cite(paragraph: &mut Paragraph, line: &str, start: usize, formats: &[Format], notices: &mut Vec<String>) {
    let mut signs = bold_signs(line);
    if signs.len() % 2 == 1 {
        signs.pop();
    }
    let mut from = 0;
    if signs.is_empty() {
        let short =
            formats.iter().find(|format| format.style == SpanStyle::CITE && format.span.end <= start + line.len());
        let (first, end) = short.map_or((0, 0), |format| (format.span.start - start, format.span.end - start));
        push(paragraph, &unescaped(line.get(..first).unwrap_or_default()), SpanStyle::empty(), notices);
        push(paragraph, &unescaped(line.get(first..end).unwrap_or_default()), SpanStyle::CITE, notices);
        from = end;
    }
    for (index, sign) in signs.iter().enumerate() {
        let style = if index % 2 == 1 { SpanStyle::CITE } else { SpanStyle::empty() };
        push(paragraph, &unescaped(line.get(from..*sign).unwrap_or_default()), style, notices);
        from = sign + 2;
    }
    push(paragraph, &unescaped(line.get(from..).unwrap_or_default()), SpanStyle::empty(), notices);
}

/// Where `**` opens and closes in a cite, in turn. It opens where no word goes on before it, and before no blank.
fn bold_signs(line: &str) -> Vec<usize> {
    let mut signs: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut before = None;
    while let Some(character) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = line.get(at..).unwrap_or_default();
        let len = match character {
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            '*' => rest.bytes().take_while(|byte| *byte == b'*').count(),
            other => other.len_utf8(),
        };
        let opens = || {
            let next = rest.get(2..).and_then(|rest| rest.chars().next());
            !before.is_some_and(is_word_character) && next.is_some_and(|next| !is_blank(next))
        };
        if character == '*' && len == 2 && (signs.len() % 2 == 1 || opens()) {
            signs.push(at);
        }
        before = Some(character);
        at += len;
    }
    signs
}

/// Evidence: its cutting marks become formatting, and their signs go. What has no mark is formatted as `unread`.
fn push_body(
    paragraph: &mut Paragraph,
    line: &str,
    start: usize,
    formats: &[Format],
    unread: SpanStyle,
    notices: &mut Vec<String>,
) {
    // Where formatting changes: at both ends of each mark, and where its signs end.
    let mut edges: Vec<(usize, usize, SpanStyle, bool)> = Vec::new();
    for format in formats.iter().filter(|format| format.has_signs) {
        let (from, to) = (format.span.start.saturating_sub(start), format.span.end.saturating_sub(start));
        edges.push((from.saturating_sub(2), from, format.style, true));
        edges.push((to, to + 2, format.style, false));
    }
    edges.sort_by_key(|(from, ..)| *from);
    let mut style = SpanStyle::empty();
    let shown = |style: SpanStyle| if style.is_empty() { unread } else { style };
    let mut at = 0;
    for (from, to, changed, begins) in edges {
        push(paragraph, &unescaped(line.get(at..from).unwrap_or_default()), shown(style), notices);
        style.set(changed, begins);
        at = to;
    }
    push(paragraph, &unescaped(line.get(at..).unwrap_or_default()), shown(style), notices);
}

/// Adds text, in which XML may not have every character. What it may not have is noted.
fn push(paragraph: &mut Paragraph, text: &str, style: SpanStyle, notices: &mut Vec<String>) {
    if text.chars().all(is_xml) {
        return paragraph.push(text, style);
    }
    notices.extend(text.chars().filter(|c| !is_xml(*c)).map(|c| format!("U+{:04X}", u32::from(c))));
    let shown: String = text.chars().map(|c| if is_xml(c) { c } else { '\u{fffd}' }).collect();
    paragraph.push(&shown, style);
}

/// Whether XML 1.0 can have the character.
fn is_xml(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
