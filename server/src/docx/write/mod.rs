//! From a [`Document`] to a Word file that Verbatim takes for its own.

mod document_xml;
mod parts;

use std::io::{self, Seek, Write};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::document::Document;

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
    part("word/_rels/document.xml.rels", &parts::relationships(has_comments, &xml.links))?;
    part("word/styles.xml", parts::STYLES)?;
    part("word/settings.xml", parts::SETTINGS)?;
    if has_comments {
        part("word/comments.xml", &xml.comments)?;
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
