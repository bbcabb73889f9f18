//! From a [`Document`] to a Word file that Verbatim takes for its own.

mod document_xml;
mod parts;

use std::io::{self, Cursor, Seek, Write};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::card_text::card_text;
use super::document::{Document, Notice};
use super::from_card_text::{self, Extent};
use super::layout::Layout;
use super::read;

/// Writes a Word file. The same document gives the same bytes.
///
/// # Errors
/// If `out` does not take it.
pub fn write(document: &Document, out: impl Write + Seek) -> io::Result<()> {
    let mut archive = ZipWriter::new(out);
    let xml = document_xml::Parts::of(document);
    let has_comments = !xml.comments.is_empty();
    let mut part = |name: &str, content: &str| -> io::Result<()> {
        archive.start_file(name, SimpleFileOptions::default()).map_err(io_error)?;
        archive.write_all(content.as_bytes())
    };
    part("[Content_Types].xml", &parts::content_types(has_comments))?;
    part("_rels/.rels", parts::ROOT_RELATIONSHIPS)?;
    part("word/document.xml", &xml.document)?;
    let has_layout = document.layout.is_some();
    part("word/_rels/document.xml.rels", &parts::relationships(has_comments, has_layout, &xml.links))?;
    part("word/styles.xml", parts::STYLES)?;
    part("word/settings.xml", parts::SETTINGS)?;
    if has_comments {
        part("word/comments.xml", &xml.comments)?;
    }
    if let Some(layout) = &document.layout {
        part("customXml/item1.xml", &parts::layout(layout))?;
    }
    archive.finish().map_err(io_error)?;
    Ok(())
}

/// The Word file of a card file's text. It carries the text's layout along, unless it is for others.
///
/// # Errors
/// Never in memory, but for a text of gibibytes.
pub fn export(text: &str, extent: Extent) -> io::Result<(Vec<u8>, Vec<Notice>)> {
    let mut document = from_card_text::document(text, extent);
    let mut bytes = Cursor::new(Vec::new());
    write(&document, &mut bytes)?;
    if extent == Extent::All {
        // What an import will give is found by importing.
        let plain = read::read(&mut bytes).map(|document| card_text(&document).text).map_err(io::Error::other)?;
        document.layout = Layout::between(&plain, text);
        if document.layout.is_some() {
            bytes = Cursor::new(Vec::new());
            write(&document, &mut bytes)?;
        }
    }
    Ok((bytes.into_inner(), document.notices))
}

fn io_error(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}
