//! Parts that hold texts by number: comments, footnotes, endnotes.

use std::collections::HashMap;

use super::super::error::Error;
use super::xml::{Event, XmlReader};

/// How many texts are kept, and how many bytes of them in all.
const MOST: usize = 100_000;
const MOST_BYTES: usize = 64 << 20;

/// Texts by their ids, each on one line.
pub(super) type Notes = HashMap<String, String>;

/// Reads `comments.xml`, `footnotes.xml` or `endnotes.xml`. The lines that Word draws above notes are no notes.
pub(super) fn read(reader: &mut XmlReader<'_>) -> Result<Notes, Error> {
    let mut notes = Notes::new();
    let mut bytes = 0;
    while let Some(event) = reader.next()? {
        let Event::Start(element) = event else { continue };
        if !matches!(&*element.name(), "w:comment" | "w:footnote" | "w:endnote") {
            continue;
        }
        let is_separator = element.attribute("type").is_some_and(|kind| kind != "normal");
        let id = element.attribute("id").unwrap_or_default().into_owned();
        drop(element);
        let text = rest(reader)?;
        bytes += text.len();
        if !is_separator && notes.len() < MOST && bytes < MOST_BYTES {
            notes.insert(id, text);
        }
    }
    Ok(notes)
}

/// Reads the text of a part, on one line.
pub(super) fn text(reader: &mut XmlReader<'_>) -> Result<String, Error> {
    rest(reader)
}

/// The text in the rest of the element that began last, on one line; without one, of the whole part.
fn rest(reader: &mut XmlReader<'_>) -> Result<String, Error> {
    let mut text = String::new();
    let mut depth = 0;
    let mut in_text = false;
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(element) => {
                match &*element.name() {
                    "w:t" => in_text = true,
                    // Paragraphs and lines follow one another on the one line.
                    "w:p" | "w:br" | "w:tab" if !text.is_empty() => text.push(' '),
                    "w:del" | "w:moveFrom" | "mc:Fallback" => {
                        drop(element);
                        reader.skip()?;
                        continue;
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End if depth == 0 => break,
            Event::End => {
                depth -= 1;
                in_text = false;
            }
            Event::Text(more) if in_text => text.push_str(&more.replace(['\n', '\r'], " ")),
            Event::Text(_) => {}
        }
    }
    Ok(text.trim().to_owned())
}
