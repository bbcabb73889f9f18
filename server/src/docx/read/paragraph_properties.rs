//! The properties of a paragraph (`w:pPr`), as far as they say what it is.

use super::super::error::Error;
use super::xml::{Event, XmlReader};

/// What a paragraph's own properties say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ParagraphProperties {
    /// The id of its style.
    pub(super) style: Option<String>,
    /// Its outline level, from 0.
    pub(super) level: Option<u8>,
    /// Whether Word counts it.
    pub(super) numbered: Option<bool>,
    /// Whether its end was deleted with tracked changes on.
    pub(super) joined: bool,
}

impl ParagraphProperties {
    /// Reads the rest of a `w:pPr` that began.
    pub(super) fn read(reader: &mut XmlReader<'_>) -> Result<Self, Error> {
        let mut said = Self::default();
        let mut path = Vec::new();
        while let Some(event) = reader.next()? {
            match event {
                Event::Start(element) => {
                    let name = element.name().into_owned();
                    match &*name {
                        "w:pPrChange" | "w:sectPr" | "w:rPrChange" => {
                            drop(element);
                            reader.skip()?;
                            continue;
                        }
                        "w:pStyle" => said.style = element.val().map(|id| id.into_owned()),
                        "w:outlineLvl" => said.level = element.val().and_then(|level| level.parse().ok()),
                        "w:numId" => said.numbered = element.val().map(|id| id != "0"),
                        "w:del" | "w:moveFrom" if path.last().is_some_and(|around| around == "w:rPr") => {
                            said.joined = true;
                        }
                        _ => {}
                    }
                    path.push(name);
                }
                Event::End => {
                    if path.pop().is_none() {
                        break;
                    }
                }
                Event::Text(_) => {}
            }
        }
        Ok(said)
    }
}
