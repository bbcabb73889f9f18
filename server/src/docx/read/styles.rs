//! The styles of a document (`styles.xml`): what each makes of a paragraph or of text. Ids drift from file to file
//! (`Heading411`, `tag10`), so a style is known by its name, its first alias, its outline level, and the style that it is
//! based on.

use std::collections::HashMap;

use super::super::document::ParagraphKind;
use super::super::error::Error;
use super::properties::{self, TextProperties};
use super::xml::{Element, Event, XmlReader};

/// How many styles are kept. The most that a real file is known to have are 4,085.
const MOST_STYLES: usize = 100_000;

/// All styles of a document, by id, with what they inherit.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The id of the style of paragraphs that name none.
    default_paragraph: Option<String>,
    /// Of text without any style.
    pub(super) defaults: TextProperties,
}

/// A style.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// What it makes of a paragraph.
    pub(super) kind: Option<ParagraphKind>,
    /// What it makes of text.
    pub(super) class: Option<TextClass>,
    /// How it makes text look.
    pub(super) text: TextProperties,
    /// Whether Word numbers its paragraphs.
    pub(super) numbered: bool,
    based_on: Option<String>,
}

/// What a style means by the way text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextClass {
    Cite,
    Underline,
    Emphasis,
    /// Nothing: links, notes.
    Plain,
}

impl Styles {
    /// The style of that id, or of paragraphs that name none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Option<&Style> {
        self.styles.get(id.or(self.default_paragraph.as_deref())?)
    }

    /// The style of text of that id.
    pub(super) fn text(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }

    /// Gives every style what it inherits. Each is done once, its bases first; a circle is cut.
    fn inherit(&mut self) {
        let mut done: HashMap<String, Style> = HashMap::with_capacity(self.styles.len());
        for id in self.styles.keys() {
            let mut chain: Vec<&String> = Vec::new();
            let mut next = Some(id);
            let mut seen = std::collections::HashSet::new();
            while let Some(id) = next.filter(|id| !done.contains_key(*id) && seen.insert(*id)) {
                let Some(style) = self.styles.get(id) else { break };
                chain.push(id);
                next = style.based_on.as_ref();
            }
            let mut base = next.and_then(|id| done.get(id)).cloned().unwrap_or_default();
            for id in chain.into_iter().rev() {
                let mut style = self.styles.get(id).cloned().unwrap_or_default();
                style.kind = style.kind.or(base.kind);
                style.class = style.class.or(base.class);
                style.text = style.text.over(base.text);
                style.numbered |= base.numbered;
                done.insert(id.clone(), style.clone());
                base = style;
            }
        }
        self.styles = done;
    }
}

/// Reads `styles.xml`.
pub(super) fn read(reader: &mut XmlReader<'_>) -> Result<Styles, Error> {
    let mut styles = Styles::default();
    while let Some(event) = reader.next()? {
        let Event::Start(element) = event else { continue };
        let name = element.name().into_owned();
        match &*name {
            "w:rPrDefault" => {
                drop(element);
                styles.defaults = text_defaults(reader)?;
            }
            "w:style" => {
                let id = element.attribute("styleId").unwrap_or_default().into_owned();
                let is_paragraph = element.attribute("type").is_none_or(|kind| kind == "paragraph");
                let is_default = is_paragraph && element.attribute("default").is_some_and(|value| is_true(&value));
                drop(element);
                let style = style(reader, is_paragraph)?;
                if is_default {
                    styles.default_paragraph = Some(id.clone());
                }
                if styles.styles.len() < MOST_STYLES {
                    styles.styles.insert(id, style);
                }
            }
            _ => {}
        }
    }
    styles.inherit();
    Ok(styles)
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

fn text_defaults(reader: &mut XmlReader<'_>) -> Result<TextProperties, Error> {
    let mut depth = 0;
    let mut defaults = TextProperties::default();
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(element) if element.name() == "w:rPr" => {
                drop(element);
                defaults = properties::read(reader, |_, _| {})?;
            }
            Event::Start(_) => depth += 1,
            Event::End if depth == 0 => break,
            Event::End => depth -= 1,
            Event::Text(_) => {}
        }
    }
    Ok(defaults)
}

/// Reads the rest of a `w:style` that began.
fn style(reader: &mut XmlReader<'_>, is_paragraph: bool) -> Result<Style, Error> {
    let mut style = Style::default();
    let (mut name, mut aliases) = (String::new(), String::new());
    let mut level = None;
    let mut depth = 0;
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(element) => {
                let value = |element: &Element<'_>| element.val().unwrap_or_default().into_owned();
                match &*element.name() {
                    "w:name" => name = value(&element),
                    "w:aliases" => aliases = value(&element),
                    "w:basedOn" => style.based_on = Some(value(&element)),
                    "w:outlineLvl" => level = value(&element).parse::<u8>().ok(),
                    "w:numId" => style.numbered = value(&element) != "0",
                    // `w:rPr` of a table style is about its cells.
                    "w:rPr" if depth == 0 => {
                        drop(element);
                        style.text = properties::read(reader, |_, _| {})?;
                        continue;
                    }
                    "w:tblStylePr" | "w:pPrChange" => {
                        drop(element);
                        reader.skip()?;
                        continue;
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End if depth == 0 => break,
            Event::End => depth -= 1,
            Event::Text(_) => {}
        }
    }
    let names = || [name.as_str(), aliases.split([',', ';']).next().unwrap_or_default()].into_iter().map(plain_name);
    if is_paragraph {
        // In old files, “Title, UNDERLINE, Cites and Cards” is a style of evidence.
        let is_title = aliases.is_empty() && plain_name(&name) == "title";
        style.kind = names().find_map(|name| kind_named(&name)).or(level.map(kind_of_level));
        style.kind = style.kind.or(is_title.then_some(ParagraphKind::Pocket));
    } else {
        style.class = names().find_map(|name| class_named(&name));
    }
    Ok(style)
}

/// A style's name without what drifts: capitals, spaces, numbers that Word adds to the name of a style that it copies.
fn plain_name(name: &str) -> String {
    let name = name.trim().to_lowercase();
    // `heading 4` is a name of its own.
    let bare =
        if name.starts_with("heading ") { name.as_str() } else { name.trim_end_matches(|c: char| c.is_ascii_digit()) };
    bare.trim().to_owned()
}

fn kind_named(name: &str) -> Option<ParagraphKind> {
    Some(match name {
        "heading 1" | "pocket" => ParagraphKind::Pocket,
        "heading 2" | "hat" => ParagraphKind::Hat,
        "heading 3" | "block" | "block title" | "block heading" => ParagraphKind::Block,
        "heading 4" | "tag" | "tags" | "tagline" => ParagraphKind::Tag,
        "analytic" | "analytics" => ParagraphKind::Analytic,
        "undertag" | "undertags" => ParagraphKind::Undertag,
        "normal" | "normal/card" | "body text" | "list paragraph" | "card" | "cards" | "cite" | "cites" => {
            ParagraphKind::Text
        }
        _ => return None,
    })
}

/// What an outline level makes of a paragraph, from 0; 9 is text.
pub(super) fn kind_of_level(level: u8) -> ParagraphKind {
    match level {
        0 => ParagraphKind::Pocket,
        1 => ParagraphKind::Hat,
        2 => ParagraphKind::Block,
        3 => ParagraphKind::Tag,
        _ => ParagraphKind::Text,
    }
}

fn class_named(name: &str) -> Option<TextClass> {
    Some(match name {
        "style 13 pt bold"
        | "style style bold + 12 pt"
        | "style style bold + 12pt"
        | "style style bold"
        | "cite"
        | "cites"
        | "cite char" => TextClass::Cite,
        "style underline" | "style bold underline" | "underline" | "stylebold underline" => TextClass::Underline,
        "emphasis" | "emphasize" | "box" => TextClass::Emphasis,
        "hyperlink"
        | "followedhyperlink"
        | "footnote reference"
        | "endnote reference"
        | "annotation reference"
        | "internet link" => TextClass::Plain,
        _ => return None,
    })
}
