//! From a [`Document`] to a Word file that Verbatim takes for its own.

mod document_xml;
mod parts;

use std::io::{self, Cursor, Seek, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::card_text::card_text;
use super::document::Document;
use super::from_card_text::{self, Extent};
use super::layout::Layout;
use super::read;
use crate::lint::HighlightColor;
use document_xml::Parts;

/// How much time is taken to compress. 6 is usual: its files are a seventh smaller, and writing them takes twice as long.
const COMPRESSION_LEVEL: i64 = 2;

/// Writes a Word file, with highlighted text in that color. The same document gives the same bytes.
///
/// # Errors
/// If `out` does not take it.
pub fn write(document: &Document, highlight: HighlightColor, out: impl Write + Seek) -> io::Result<()> {
    let parts = Parts::of(document, highlight);
    pack(&parts, document.layout.as_ref(), CompressionMethod::Deflated, out)
}

/// The Word file of a card file's text, and its document, with what could not be carried. The file carries the text's
/// layout along, unless it is for others.
///
/// # Errors
/// If the file would be larger than Word files can be.
pub fn export(text: &str, extent: Extent, highlight: HighlightColor) -> io::Result<(Vec<u8>, Document)> {
    let mut document = from_card_text::document(text, extent);
    let parts = Parts::of(&document, highlight);
    if extent == Extent::All {
        // What an import will give is found by importing.
        let mut bytes = Cursor::new(Vec::new());
        pack(&parts, None, CompressionMethod::Stored, &mut bytes)?;
        let plain = read::read(&mut bytes).map(|document| card_text(&document).text).map_err(io::Error::other)?;
        document.layout = Layout::between(&plain, text);
    }
    let mut bytes = Cursor::new(Vec::new());
    pack(&parts, document.layout.as_ref(), CompressionMethod::Deflated, &mut bytes)?;
    Ok((bytes.into_inner(), document))
}

/// Puts the parts into an archive.
fn pack(
    xml: &Parts,
    layout: Option<&Layout>,
    compression: CompressionMethod,
    out: impl Write + Seek,
) -> io::Result<()> {
    let mut archive = ZipWriter::new(out);
    let level = (compression == CompressionMethod::Deflated).then_some(COMPRESSION_LEVEL);
    let options = SimpleFileOptions::default().compression_method(compression).compression_level(level);
    let has_comments = !xml.comments.is_empty();
    let mut part = |name: &str, content: &str| -> io::Result<()> {
        archive.start_file(name, options).map_err(io_error)?;
        archive.write_all(content.as_bytes())
    };
    part("[Content_Types].xml", &parts::content_types(has_comments))?;
    part("_rels/.rels", parts::ROOT_RELATIONSHIPS)?;
    part("word/document.xml", &xml.document)?;
    part("word/_rels/document.xml.rels", &parts::relationships(has_comments, layout.is_some(), &xml.links))?;
    part("word/styles.xml", parts::STYLES)?;
    part("word/settings.xml", parts::SETTINGS)?;
    if has_comments {
        part("word/comments.xml", &xml.comments)?;
    }
    if let Some(layout) = layout {
        part("customXml/item1.xml", &parts::layout(layout))?;
    }
    archive.finish().map_err(io_error)?;
    Ok(())
}

fn io_error(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}
