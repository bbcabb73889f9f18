//! Word files: the reader gives a document or an error, whatever is in the archive; and the card text of a document
//! comes back from an export as it was.
//!
//! An input is a whole file if it begins like one. Else it is the XML of the parts, with a byte 0xFF between them, so
//! that mutations reach the reader and are not spent on the archive's checksums.

#![no_main]

use std::io::{Cursor, Write};

use debate_ls::docx::from_card_text::Extent;
use debate_ls::docx::{Document, card_text, read, write};
use debate_ls::lint::HighlightColor;
use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// In the order of an input.
const PARTS: [&str; 4] = ["word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"];

fuzz_target!(|data: &[u8]| {
    let file = if data.starts_with(b"PK") { data.to_vec() } else { archive(data) };
    let Ok(document) = read::read(Cursor::new(file)) else { return };
    let text = card_text(&document).text;
    let (exported, _) = write::export(&text, Extent::All, HighlightColor::default()).expect("memory can be written");
    let again: Document = read::read(Cursor::new(exported)).expect("what is written can be read");
    assert_eq!(card_text(&again).into_card_file(&again), text);
});

/// A Word file with the parts of an input.
fn archive(data: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in PARTS.iter().zip(data.split(|&byte| byte == 0xFF)) {
        archive.start_file(*name, stored).expect("a part");
        archive.write_all(part).expect("memory can be written");
    }
    archive.finish().expect("memory can be written").into_inner()
}
