//! From a Word document to card text: marks for headings, tags and what is cut, comments, and nothing else.
//!
//! What a paragraph is comes from its style; where that does not say (a cite, a body), from the classifier of plain text,
//! with the same text. The formatting of a cite means its short cite, and that of a body what is read aloud.

use super::document::{Document, Notice, NoticeKind, Paragraph, ParagraphKind, SpanStyle};
use super::marks::{EMPHASIS, HIGHLIGHT, Marked, UNDERLINE};
use crate::syntax::{self, LineRole};
use crate::text::{LineIndex, Span};

/// The text of a card file, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardText {
    /// One line for each paragraph, with blank lines between them.
    pub text: String,
    /// Of each line of the text, the number of its paragraph in the document, from 0. A blank line has that of the line
    /// before.
    pub paragraphs: Vec<u32>,
    /// What the text does not hold, in the order of the document.
    pub notices: Vec<Notice>,
}

/// How long a comment may be, in characters: the grammar reads no further (`COMMENT_CAP`).
const LONGEST_COMMENT: usize = 4000;

/// The card text of a document.
pub fn card_text(document: &Document) -> CardText {
    let mut kinds: Vec<ParagraphKind> = document.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
    let mut roles = classify(document, &kinds);
    let is_changed = lower_headings(document, &roles, &mut kinds);
    if find_bold_tags(document, &roles, &mut kinds) || is_changed {
        roles = classify(document, &kinds);
    }
    let habits = Habits::of(document, &roles);
    let mut text = write(document, &kinds, &roles, habits);
    for _ in 0..MOST_REVISIONS {
        if !drop_misleading_marks(document, &text, &mut roles) {
            break;
        }
        text = write(document, &kinds, &roles, habits);
    }
    let mut text = text.out;
    text.notices.sort_by_key(|notice| notice.paragraph);
    text
}

/// How often marks that mislead are looked for.
const MOST_REVISIONS: usize = 4;

fn write(document: &Document, kinds: &[ParagraphKind], roles: &[Role], habits: Habits) -> Writer {
    let out = CardText { notices: document.notices.clone(), ..CardText::default() };
    let mut writer = Writer { out, lines: Vec::new(), marked: Marked::default() };
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        let kind = kinds.get(number).copied().unwrap_or_default();
        let role = roles.get(number).copied().unwrap_or_default();
        writer.paragraph(number, paragraph, kind, role, habits);
    }
    writer
}

/// Where a line’s own marks make something else of it, it gets none: then it is what it was without. Whether there are any.
fn drop_misleading_marks(document: &Document, written: &Writer, roles: &mut [Role]) -> bool {
    let now = roles_in(&written.out.text, &written.lines, document.paragraphs.len());
    let mut any = false;
    for (role, now) in roles.iter_mut().zip(now) {
        if *role != Role::Other && *role != now {
            *role = Role::Other;
            any = true;
        }
    }
    any
}

/// What the classifier takes a paragraph for whose style says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Role {
    Cite,
    Body,
    /// A heading, a tag, a note: where nothing is cut.
    #[default]
    Other,
}

/// The role of each paragraph: that of its line in the text without any cutting marks.
fn classify(document: &Document, kinds: &[ParagraphKind]) -> Vec<Role> {
    let mut text = String::new();
    let mut lines = Vec::new();
    let mut marked = Marked::default();
    for (number, (paragraph, kind)) in document.paragraphs.iter().zip(kinds).enumerate() {
        if paragraph.is_blank() {
            continue;
        }
        let start = text.len();
        text.push_str(line_mark(*kind));
        if line_mark(*kind).is_empty() {
            marked.clear();
            marked.push(&paragraph.text, 0);
            marked.write(UNDERLINE | EMPHASIS | HIGHLIGHT, &mut text);
        } else {
            text.push_str(&paragraph.text);
        }
        lines.push((Span::new(start, text.len()), number));
        text.push_str("\n\n");
    }
    roles_in(&text, &lines, document.paragraphs.len())
}

/// The role of each of `count` paragraphs, by the lines of a text that are theirs.
fn roles_in(text: &str, lines: &[(Span, usize)], count: usize) -> Vec<Role> {
    let mut roles = vec![Role::default(); count];
    let mut lines = lines.iter().peekable();
    for (start, line_role) in syntax::line_roles(text) {
        // Comments are lines of no paragraph.
        while lines.next_if(|(line, _)| line.end <= start).is_some() {}
        let number = lines.peek().filter(|(line, _)| line.start <= start).map(|(_, number)| *number);
        if let Some(role) = number.and_then(|number| roles.get_mut(number)) {
            *role = match line_role {
                LineRole::Cite => Role::Cite,
                LineRole::Body => Role::Body,
                _ => Role::Other,
            };
        }
    }
    roles
}

/// In a file without tags whose lowest headings are above its cites, these headings are the tags: without a template,
/// people begin with Heading 1. Returns whether it is such a file.
fn lower_headings(document: &Document, roles: &[Role], kinds: &mut [ParagraphKind]) -> bool {
    const LEVELS: [ParagraphKind; 4] =
        [ParagraphKind::Pocket, ParagraphKind::Hat, ParagraphKind::Block, ParagraphKind::Tag];
    let level_of = |kind: ParagraphKind| LEVELS.iter().position(|level| *level == kind);
    let filled =
        || document.paragraphs.iter().zip(kinds.iter().zip(roles)).filter(|(paragraph, _)| !paragraph.is_blank());
    let Some(lowest) = filled().filter_map(|(_, (kind, _))| level_of(*kind)).max().filter(|level| *level < 3) else {
        return false;
    };
    let (mut cites, mut below) = (0, 0);
    let mut above = (ParagraphKind::Text, Role::Other);
    for (_, (kind, role)) in filled() {
        // The first line of a cite.
        if *role == Role::Cite && above.1 != Role::Cite {
            cites += 1;
            below += usize::from(level_of(above.0) == Some(lowest));
        }
        above = (*kind, *role);
    }
    let is_tag = cites >= 2 && below * 3 >= cites * 2;
    if is_tag {
        for kind in kinds.iter_mut() {
            if let Some(level) = level_of(*kind).and_then(|level| LEVELS.get(level + 3 - lowest)) {
                *kind = *level;
            }
        }
    }
    is_tag
}

/// A bold paragraph above a cite is a tag, also where no style says so. Whether there are any. The cite has to begin with
/// words that stand out: among evidence, bold headings stand above all kinds of lines.
fn find_bold_tags(document: &Document, roles: &[Role], kinds: &mut [ParagraphKind]) -> bool {
    /// No tag is longer, in bytes.
    const LONGEST_TAG: usize = 600;
    let mut any = false;
    let mut above_cite = false;
    for (number, paragraph) in document.paragraphs.iter().enumerate().rev() {
        if paragraph.is_blank() {
            continue;
        }
        let role = roles.get(number).copied().unwrap_or_default();
        let is_bold = paragraph.text.len() <= LONGEST_TAG
            && paragraph.runs().all(|(text, style)| style.contains(SpanStyle::BOLD) || text.trim().is_empty());
        if let Some(kind) = kinds.get_mut(number)
            && *kind == ParagraphKind::Text
            && is_bold
            && role != Role::Cite
            && above_cite
        {
            *kind = ParagraphKind::Tag;
            any = true;
        }
        above_cite = role == Role::Cite && begins_with_short_cite(paragraph);
    }
    any
}

/// Whether some of the first words stand out, and not all of the paragraph.
fn begins_with_short_cite(paragraph: &Paragraph) -> bool {
    /// A short cite ends before, in bytes.
    const EARLY: usize = 80;
    let is_marked = |style: SpanStyle| style.intersects(SpanStyle::CITE | SpanStyle::BOLD);
    let mut start = 0;
    let early = paragraph.spans.iter().any(|span| {
        let begins = std::mem::replace(&mut start, span.end);
        begins < EARLY && is_marked(span.style)
    });
    early && paragraph.spans.iter().any(|span| !is_marked(span.style))
}

/// How the makers of a document mark what is read.
#[derive(Clone, Copy, Debug, Default)]
struct Habits {
    /// Whether bold text stands out from underlined text: not where all of it is bold.
    bold_is_emphasis: bool,
    /// Whether bold alone marks what is read.
    bold_alone: bool,
}

impl Habits {
    fn of(document: &Document, roles: &[Role]) -> Self {
        let (mut underlined, mut both, mut bold) = (0, 0, 0);
        for (paragraph, _) in document.paragraphs.iter().zip(roles).filter(|(_, role)| **role == Role::Body) {
            for (text, style) in paragraph.runs() {
                let is_bold = style.contains(SpanStyle::BOLD);
                let is_underlined = style.intersects(SpanStyle::UNDERLINE | SpanStyle::EMPHASIS | SpanStyle::HIGHLIGHT);
                underlined += if is_underlined { text.len() } else { 0 };
                both += if is_underlined && is_bold { text.len() } else { 0 };
                bold += if is_bold { text.len() } else { 0 };
            }
        }
        Self { bold_is_emphasis: both * 10 < underlined * 9, bold_alone: underlined * 20 < bold }
    }

    /// The marks of formatted evidence.
    fn body_marks(self, style: SpanStyle) -> u8 {
        let mut marks = 0;
        let bold_counts = if self.bold_alone {
            true
        } else {
            self.bold_is_emphasis && style.intersects(SpanStyle::UNDERLINE | SpanStyle::HIGHLIGHT)
        };
        let is_bold = style.contains(SpanStyle::BOLD) && bold_counts;
        marks |= if style.contains(SpanStyle::UNDERLINE) { UNDERLINE } else { 0 };
        marks |= if is_bold || style.intersects(SpanStyle::EMPHASIS | SpanStyle::CITE) { EMPHASIS } else { 0 };
        marks |= if style.contains(SpanStyle::HIGHLIGHT) { HIGHLIGHT } else { 0 };
        marks
    }
}

/// What stands before the text of a paragraph of that kind.
fn line_mark(kind: ParagraphKind) -> &'static str {
    match kind {
        ParagraphKind::Pocket => "# ",
        ParagraphKind::Hat => "## ",
        ParagraphKind::Block => "### ",
        ParagraphKind::Tag | ParagraphKind::Analytic => "#### ",
        ParagraphKind::Undertag | ParagraphKind::Text => "",
    }
}

struct Writer {
    out: CardText,
    /// The lines of paragraphs, with their numbers.
    lines: Vec<(Span, usize)>,
    marked: Marked,
}

impl Writer {
    fn paragraph(&mut self, number: usize, paragraph: &Paragraph, kind: ParagraphKind, role: Role, habits: Habits) {
        for comment in &paragraph.comments {
            self.comment(number, comment);
        }
        if !paragraph.is_blank() {
            let mark = line_mark(kind);
            self.begin_line(number);
            let start = self.out.text.len();
            self.out.text.push_str(mark);
            if mark.is_empty() {
                self.text(number, paragraph, role, habits);
            } else {
                self.out.text.push_str(&paragraph.text);
                let marks = SpanStyle::HIGHLIGHT | SpanStyle::EMPHASIS;
                self.note_formatting(number, paragraph, marks, NoticeKind::MarkInHeading);
            }
            self.lines.push((Span::new(start, self.out.text.len()), number));
            self.end_line(number);
        }
        for aside in &paragraph.asides {
            self.comment(number, aside);
        }
    }

    /// A paragraph of a cite or of evidence, with its marks.
    fn text(&mut self, number: usize, paragraph: &Paragraph, role: Role, habits: Habits) {
        self.marked.clear();
        let allowed = match role {
            Role::Cite => EMPHASIS,
            // What is no body without its marks may be one with them.
            Role::Body | Role::Other => UNDERLINE | EMPHASIS | HIGHLIGHT,
        };
        let short_cite = short_cite_style(paragraph);
        for (text, style) in paragraph.runs() {
            let marks = match role {
                Role::Cite if style.intersects(short_cite) => EMPHASIS,
                Role::Body => habits.body_marks(style),
                Role::Cite | Role::Other => 0,
            };
            self.marked.push(text, marks);
        }
        if self.marked.normalize(allowed) {
            self.notice(number, NoticeKind::MarkInWord);
        }
        self.marked.write(allowed, &mut self.out.text);
        let marks = SpanStyle::UNDERLINE | SpanStyle::HIGHLIGHT | SpanStyle::EMPHASIS;
        match role {
            Role::Cite => self.note_formatting(number, paragraph, marks, NoticeKind::MarkInCite),
            Role::Other => self.note_formatting(number, paragraph, marks, NoticeKind::MarkInHeading),
            Role::Body => {
                let is_lost = |style: SpanStyle| style.contains(SpanStyle::BOLD) && habits.body_marks(style) == 0;
                if paragraph.runs().any(|(text, style)| is_lost(style) && !text.trim().is_empty()) {
                    self.notice(number, NoticeKind::Bold);
                }
            }
        }
    }

    /// Says that formatting of these kinds is not carried, if there is any.
    fn note_formatting(&mut self, number: usize, paragraph: &Paragraph, styles: SpanStyle, kind: NoticeKind) {
        if paragraph.runs().any(|(text, style)| style.intersects(styles) && !text.trim().is_empty()) {
            self.notice(number, kind);
        }
    }

    fn notice(&mut self, paragraph: usize, kind: NoticeKind) {
        self.out.notices.push(Notice { paragraph, kind, text: String::new() });
    }

    /// A comment on a line of its own, or on several if it is long.
    fn comment(&mut self, number: usize, text: &str) {
        let text = text.split(['\n', '\r']).collect::<Vec<_>>().join(" ");
        let characters: Vec<char> = text.trim().chars().collect();
        for part in characters.chunks(LONGEST_COMMENT) {
            self.begin_line(number);
            self.out.text.push_str("<!-- ");
            self.out.text.extend(part);
            self.out.text.push_str(" -->");
            self.end_line(number);
        }
    }

    fn begin_line(&mut self, number: usize) {
        if !self.out.text.is_empty() {
            self.out.text.push('\n');
            self.out.paragraphs.push(u32::try_from(number).unwrap_or(u32::MAX));
        }
    }

    fn end_line(&mut self, number: usize) {
        self.out.text.push('\n');
        self.out.paragraphs.push(u32::try_from(number).unwrap_or(u32::MAX));
    }
}

/// What marks the short cite in a cite: its style; where there is none, bold, unless most of the cite is bold.
fn short_cite_style(paragraph: &Paragraph) -> SpanStyle {
    if paragraph.spans.iter().any(|span| span.style.contains(SpanStyle::CITE)) {
        return SpanStyle::CITE;
    }
    let bold: usize =
        paragraph.runs().filter(|(_, style)| style.contains(SpanStyle::BOLD)).map(|(text, _)| text.len()).sum();
    if bold * 2 > paragraph.text.len() && paragraph.text.len() > 40 { SpanStyle::empty() } else { SpanStyle::BOLD }
}

impl CardText {
    /// The text as a card file has it. If the document was exported from a card file and not changed since, it is the
    /// text of that file.
    pub fn into_card_file(self, document: &Document) -> String {
        document.layout.as_ref().and_then(|layout| layout.apply(&self.text)).unwrap_or(self.text)
    }

    /// The paragraph of the document, from 0, that the byte of the text is in; `lines` is the index of the text.
    pub fn paragraph_at(&self, byte: usize, lines: &LineIndex) -> Option<usize> {
        let (line, _) = lines.position(byte);
        self.paragraphs.get(line).map(|number| *number as usize)
    }
}
