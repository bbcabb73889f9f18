//! The document itself (`document.xml`): one pass over its elements, which builds paragraphs.
//!
//! Elements that are not named here are stepped into, so that text in a content control, in a smart tag or in an element
//! of a later Word is found. What is deleted, and what is there twice for older programs, is passed over.

use std::collections::HashMap;

use super::super::document::{Document, Notice, NoticeKind};
use super::super::error::Error;
use super::fields::{self, Fields};
use super::inline;
use super::notes::Notes;
use super::paragraph::{self, ParagraphBuilder, Run, is_text, shortened};
use super::paragraph_properties::ParagraphProperties;
use super::properties::{self, TextProperties};
use super::styles::{self, Styles};
use super::xml::{Element, Event, XmlReader};

/// How many bytes of text a document may have: as many as a brief of the largest kind that is known, ten times over.
const MOST_TEXT: usize = 64 << 20;
/// How many paragraphs. Each takes some hundred bytes, even if it is empty.
const MOST_PARAGRAPHS: usize = 1_000_000;

/// The other parts that the document refers to.
pub(super) struct Sources {
    pub(super) styles: Styles,
    pub(super) comments: Notes,
    pub(super) footnotes: Notes,
    pub(super) endnotes: Notes,
    /// Of links, by the ids of their relationships.
    pub(super) targets: HashMap<String, String>,
}

/// Reads `document.xml`.
pub(super) fn read(reader: &mut XmlReader<'_>, sources: &Sources) -> Result<Document, Error> {
    let mut body = Body {
        sources,
        document: Document::default(),
        open: Vec::new(),
        elements: Vec::new(),
        fields: Fields::default(),
        text: None,
        bytes: 0,
    };
    while let Some(event) = reader.next()? {
        let next = match event {
            Event::Start(element) => body.start(&element)?,
            Event::End => {
                body.end();
                Next::GoOn
            }
            Event::Text(text) => {
                body.take_text(&text)?;
                Next::GoOn
            }
        };
        match next {
            Next::GoOn => {}
            Next::Skip => reader.skip()?,
            Next::RunProperties => body.run_properties(reader)?,
            Next::ParagraphProperties => body.apply(&ParagraphProperties::read(reader)?),
        }
    }
    // The last paragraph's end is deleted, and nothing follows.
    if let Some(builder) = body.open.pop() {
        paragraph::finish(builder, &mut body.document);
    }
    Ok(body.document)
}

/// What to do with the element that began.
enum Next {
    GoOn,
    Skip,
    RunProperties,
    ParagraphProperties,
}

/// An element whose end matters.
enum Open {
    Paragraph,
    Run,
    Text,
    /// A link to that target, whose text begins at that byte.
    Link(String, usize),
    /// A row of a table: how many paragraphs there were before it, and whether it is deleted.
    Row(usize, bool),
    RowProperties,
    /// A content control, and whether it shows nothing but a request to fill it in.
    Control(bool),
    ControlProperties,
    /// `mc:AlternateContent`, and whether one of the forms was taken.
    Alternates(bool),
    Other,
}

struct Body<'a> {
    sources: &'a Sources,
    document: Document,
    /// Paragraphs that are open: more than one inside of a text box.
    open: Vec<ParagraphBuilder>,
    /// All elements that are open.
    elements: Vec<Open>,
    fields: Fields,
    /// What text is for, inside of an element that has some.
    text: Option<TextUse>,
    bytes: usize,
}

#[derive(Clone, Copy)]
enum TextUse {
    Shown,
    Instruction,
}

impl Body<'_> {
    fn start(&mut self, element: &Element<'_>) -> Result<Next, Error> {
        let name = element.name();
        let mut kind = Open::Other;
        match &*name {
            "w:t" | "m:t" => {
                self.text = Some(TextUse::Shown);
                kind = Open::Text;
            }
            "w:r" | "m:r" => {
                if let Some(builder) = self.open.last_mut() {
                    builder.run = Run::new(TextProperties::default(), None, builder.base, &self.sources.styles);
                }
                kind = Open::Run;
            }
            "w:rPr" => return Ok(Next::RunProperties),
            "w:p" => {
                self.begin_paragraph()?;
                kind = Open::Paragraph;
            }
            "w:pPr" => return Ok(Next::ParagraphProperties),
            "w:tab" | "w:ptab" => self.put('\t'),
            "w:noBreakHyphen" => self.put('\u{2011}'),
            "w:softHyphen" => self.put('\u{ad}'),
            "w:br" | "w:cr" => self.open.last_mut().into_iter().for_each(inline::line_break),
            "w:sym" => {
                if let Some(builder) = self.open.last_mut() {
                    inline::symbol(element, builder);
                }
            }
            "w:instrText" => {
                self.text = Some(TextUse::Instruction);
                kind = Open::Text;
            }
            "w:fldChar" => {
                let at = self.len();
                let link = self.fields.mark(&element.attribute("fldCharType").unwrap_or_default(), at);
                if let (Some((target, from)), Some(builder)) = (link, self.open.last_mut()) {
                    builder.link(&target, from);
                }
            }
            "w:fldSimple" => {
                if let Some(target) = fields::link_target(&element.attribute("instr").unwrap_or_default()) {
                    kind = Open::Link(target, self.len());
                }
            }
            "w:hyperlink" => {
                let target = element.attribute("id").and_then(|id| self.sources.targets.get(&*id)).cloned();
                kind = Open::Link(target.unwrap_or_default(), self.len());
            }
            "w:commentReference" => self.comment(element),
            "w:footnoteReference" => self.note(element, "footnote", |sources| &sources.footnotes),
            "w:endnoteReference" => self.note(element, "endnote", |sources| &sources.endnotes),
            "w:del" if matches!(self.elements.last(), Some(Open::RowProperties)) => self.mark_around(|around| {
                if let Open::Row(_, deleted) = around {
                    *deleted = true;
                }
            }),
            "w:del" | "w:moveFrom" => {
                self.notice(NoticeKind::Deleted, "");
                return Ok(Next::Skip);
            }
            "w:tbl" => self.table(),
            "w:tr" => kind = Open::Row(self.document.paragraphs.len(), false),
            "w:trPr" => kind = Open::RowProperties,
            "w:sdt" => kind = Open::Control(false),
            "w:sdtPr" => kind = Open::ControlProperties,
            "w:showingPlcHdr" if element.is_on() => self.mark_around(|around| {
                if let Open::Control(is_empty) = around {
                    *is_empty = true;
                }
            }),
            "w:sdtContent" if matches!(self.elements.last(), Some(Open::Control(true))) => return Ok(Next::Skip),
            "mc:AlternateContent" => kind = Open::Alternates(false),
            "mc:Choice" | "mc:Fallback" => {
                if let Some(Open::Alternates(taken)) = self.elements.last_mut() {
                    if *taken {
                        return Ok(Next::Skip);
                    }
                    *taken = true;
                }
            }
            "w:txbxContent" => self.notice(NoticeKind::TextBox, ""),
            "wp:docPr" | "v:imagedata" => {
                if let Some(builder) = self.open.last_mut() {
                    inline::image(element, &name, builder);
                }
            }
            "w:object" | "w:altChunk" | "w:subDoc" => self.notice(NoticeKind::Object, ""),
            // Properties of other things, and how text is pronounced.
            "w:sectPr" | "w:tblPr" | "w:tblGrid" | "w:tcPr" | "w:rt" | "w:sdtEndPr" | "w:delText"
            | "w:delInstrText" => {
                return Ok(Next::Skip);
            }
            _ => {}
        }
        self.elements.push(kind);
        Ok(Next::GoOn)
    }

    fn end(&mut self) {
        match self.elements.pop() {
            Some(Open::Text) => self.text = None,
            Some(Open::Link(target, from)) => {
                if let Some(builder) = self.open.last_mut() {
                    builder.link(&target, from);
                }
            }
            Some(Open::Paragraph) => self.end_paragraph(),
            Some(Open::Row(before, true)) => {
                self.document.paragraphs.truncate(before);
                self.document.notices.retain(|notice| notice.paragraph < before);
                let notice = Notice { paragraph: before, kind: NoticeKind::Deleted, text: String::new() };
                self.document.notices.push(notice);
            }
            _ => {}
        }
    }

    fn take_text(&mut self, text: &str) -> Result<(), Error> {
        match self.text {
            Some(TextUse::Shown) if self.fields.shows_text() => {
                self.bytes += text.len();
                if self.bytes > MOST_TEXT {
                    return Err(Error::TooLarge { part: "text".to_owned(), limit: (MOST_TEXT >> 20) as u64 });
                }
                if let Some(builder) = self.open.last_mut() {
                    builder.push(text);
                }
            }
            Some(TextUse::Instruction) => self.fields.instruct(text),
            _ => {}
        }
        Ok(())
    }

    /// Changes what is kept of the element around the properties that are being read.
    fn mark_around(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(around) = self.elements.iter_mut().nth_back(1) {
            change(around);
        }
    }

    /// How many bytes the paragraph has that is being read.
    fn len(&self) -> usize {
        self.open.last().map_or(0, |builder| builder.paragraph.text.len())
    }

    fn put(&mut self, character: char) {
        // A tab stop has this name as well, among a paragraph's properties, which are read elsewhere.
        if self.fields.shows_text()
            && let Some(builder) = self.open.last_mut()
        {
            builder.push_char(character);
        }
    }

    fn comment(&mut self, element: &Element<'_>) {
        let text = element.attribute("id").and_then(|id| self.sources.comments.get(&*id));
        if let (Some(text), Some(builder)) = (text, self.open.last_mut()) {
            builder.paragraph.comments.push(text.clone());
        }
    }

    fn note(&mut self, element: &Element<'_>, name: &str, notes: impl FnOnce(&Sources) -> &Notes) {
        let text = element.attribute("id").and_then(|id| notes(self.sources).get(&*id));
        if let (Some(text), Some(builder)) = (text, self.open.last_mut()) {
            builder.paragraph.asides.push(format!("{name}: {text}"));
            builder.notice(NoticeKind::Note, shortened(text));
        }
    }

    fn table(&mut self) {
        let paragraph = self.document.paragraphs.len();
        let notice = Notice { paragraph, kind: NoticeKind::Table, text: String::new() };
        self.document.notices.push(notice);
    }

    fn notice(&mut self, kind: NoticeKind, text: &str) {
        if let Some(builder) = self.open.last_mut() {
            builder.notice(kind, text);
        }
    }

    fn begin_paragraph(&mut self) -> Result<(), Error> {
        if self.document.paragraphs.len() >= MOST_PARAGRAPHS {
            return Err(Error::TooLarge { part: "list of paragraphs".to_owned(), limit: 1 });
        }
        // What a deleted paragraph end left open goes on.
        let is_continued = self.open.len() == 1
            && self.open.last().is_some_and(|builder| builder.joined)
            && !self.elements.iter().any(|element| matches!(element, Open::Paragraph));
        if is_continued {
            if let Some(builder) = self.open.last_mut() {
                builder.joined = false;
            }
            return Ok(());
        }
        let mut builder = ParagraphBuilder::default();
        self.style_paragraph(&mut builder, None);
        self.open.push(builder);
        Ok(())
    }

    /// Gives a paragraph what the style of that id means.
    fn style_paragraph(&self, builder: &mut ParagraphBuilder, id: Option<&str>) {
        let style = self.sources.styles.paragraph(id);
        builder.paragraph.kind = style.and_then(|style| style.kind).unwrap_or_default();
        builder.base = style.map(|style| style.text).unwrap_or_default();
        builder.run = Run::new(TextProperties::default(), None, builder.base, &self.sources.styles);
    }

    fn end_paragraph(&mut self) {
        self.fields.next_paragraph();
        if self.open.len() == 1 && self.open.last().is_some_and(|builder| builder.joined) {
            return;
        }
        let Some(builder) = self.open.pop() else { return };
        match self.open.last_mut() {
            // Inside of a text box: its paragraphs come behind the one that holds it.
            Some(around) => {
                around.inside.push((builder.paragraph, builder.notices));
                around.inside.extend(builder.inside);
            }
            None => paragraph::finish(builder, &mut self.document),
        }
    }

    fn run_properties(&mut self, reader: &mut XmlReader<'_>) -> Result<(), Error> {
        let mut style = None;
        let direct = properties::read(reader, |element, name| {
            if name == "w:rStyle" {
                style = element.val().map(|id| id.into_owned());
            }
        })?;
        // Of `w:rPr` elsewhere (in a content control's properties) nothing is said about text.
        if let (Some(Open::Run), Some(builder)) = (self.elements.last(), self.open.last_mut()) {
            let styles = &self.sources.styles;
            let style = style.and_then(|id| styles.text(&id));
            builder.run = Run::new(direct, style, builder.base, styles);
        }
        Ok(())
    }

    fn apply(&mut self, said: &ParagraphProperties) {
        let Some(mut builder) = self.open.pop() else { return };
        // Of paragraphs that were joined, the first one has text, and its properties count.
        if builder.paragraph.text.is_empty() {
            self.style_paragraph(&mut builder, said.style.as_deref());
            if let Some(level) = said.level {
                let of_level = styles::kind_of_level(level);
                // A style that means something by itself is not undone by “body text”.
                if is_text(builder.paragraph.kind) || !is_text(of_level) {
                    builder.paragraph.kind = of_level;
                }
            }
            let of_style = self.sources.styles.paragraph(said.style.as_deref()).is_some_and(|style| style.numbered);
            if said.numbered.unwrap_or(of_style) {
                builder.notice(NoticeKind::Number, "");
            }
        }
        builder.joined = said.joined;
        self.open.push(builder);
    }
}
