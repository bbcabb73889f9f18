//! A Word file becomes a card file, and a card file a Word file.

use std::path::Path;

use super::content;
use crate::docx::from_card_text::Extent;
use crate::docx::{self, notices, write};
use crate::index::discovery;
use crate::lint::HighlightColor;

/// Which way files are converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From Word files to card files.
    Import,
    /// From card files to Word files.
    Export,
}

/// What was made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The content of the new file.
    pub bytes: Vec<u8>,
    /// What the user should know, a sentence each, without the file's name.
    pub notes: Vec<String>,
}

impl Direction {
    /// Whether files of that name are converted, in a folder.
    pub fn takes(self, path: &Path) -> bool {
        match self {
            Self::Import => discovery::is_word(path),
            Self::Export => discovery::is_brief(path),
        }
    }

    /// The ending of the files that are made.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Import => discovery::ENDINGS[0],
            Self::Export => discovery::WORD_ENDING,
        }
    }
}

/// The card file of a Word file.
///
/// # Errors
/// Why it cannot be read, without its name, and what to do.
pub fn import(path: &Path) -> Result<Converted, String> {
    let document = content::document(path)?;
    let card_text = docx::card_text(&document);
    let notes = notices::describe(&document, &card_text.notices);
    Ok(Converted { bytes: card_text.into_card_file(&document).into_bytes(), notes })
}

/// The Word file of a card file's text.
///
/// # Errors
/// Why it cannot be made.
pub fn export(text: &str, extent: Extent, highlight: HighlightColor) -> Result<Converted, String> {
    let (bytes, document) = write::export(text, extent, highlight).map_err(|error| error.to_string())?;
    let notes = notices::describe(&document, &document.notices);
    Ok(Converted { bytes, notes })
}
