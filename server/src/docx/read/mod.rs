//! From a Word file to a [`Document`]. Everything is streamed: no part is ever held whole, and each is read up to a limit,
//! because a file may be made to do harm.

mod body;
mod fields;
mod inline;
mod layout;
mod notes;
mod package;
mod paragraph;
mod paragraph_properties;
mod properties;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{Read, Seek};

use super::document::{Document, Notice, NoticeKind};
use super::error::Error;
use package::Package;

/// Reads a Word file.
///
/// # Errors
/// If it is no Word file, is damaged, is locked, or is larger than any document.
pub fn read(file: impl Read + Seek) -> Result<Document, Error> {
    let mut package = Package::open(file)?;
    let styles = package.part("styles", styles::read)?.unwrap_or_default();
    let comments = package.part("comments", notes::read)?.unwrap_or_default();
    let footnotes = package.part("footnotes", notes::read)?.unwrap_or_default();
    let endnotes = package.part("endnotes", notes::read)?.unwrap_or_default();
    let targets = package.link_targets();
    let sources = body::Sources { styles, comments, footnotes, endnotes, targets };
    let mut document = package.document(|reader| body::read(reader, &sources))?;
    for kind in ["header", "footer"] {
        for text in package.parts(kind, notes::text)? {
            if !text.trim().is_empty() {
                document.notices.push(Notice { paragraph: 0, kind: NoticeKind::HeaderOrFooter, text });
            }
        }
    }
    document.layout = package.parts("customXml", layout::read)?.into_iter().flatten().next();
    Ok(document)
}
