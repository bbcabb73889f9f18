//! What a file holds: text, a Word document, or something else. Its first bytes decide, and for Word files its name too.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::docx::{self, CardText, Document};
use crate::index::discovery;
use crate::settings::bounded;
use crate::text::decode::{self, Decoded};

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// Text, in bytes that are not decoded yet.
    Text(Vec<u8>),
    /// A Word file, or why it cannot be read.
    Word(Result<Document, docx::Error>),
    /// Something else. No more than its beginning was read.
    Binary,
}

/// Reads a file. What another program writes into a named pipe is read like standard input if a shell passes it:
/// `check <(pandoc …)`.
///
/// # Errors
/// If it does not exist, is neither a file nor such a stream, is too large, or cannot be read.
pub fn read(path: &Path) -> io::Result<Content> {
    let is_stream =
        ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder)) || path == Path::new("/dev/stdin");
    if is_stream {
        return read_stream(File::open(path)?, None);
    } else if discovery::is_word(path) {
        return Ok(Content::Word(open_word(path)));
    }
    let file = bounded::open(path)?;
    let size = file.metadata()?.len();
    read_stream(file, Some(size))
}

/// The content of a file with these bytes. Of its path, only the ending counts.
///
/// # Errors
/// If it is larger than a brief may be.
pub fn of_bytes(path: &Path, bytes: Vec<u8>) -> io::Result<Content> {
    if discovery::is_word(path) {
        return Ok(Content::Word(docx::read::read(io::Cursor::new(bytes))));
    }
    read_stream(bytes.as_slice(), u64::try_from(bytes.len()).ok())
}

/// Reads all of `source`, unless its first bytes show that it is nothing that can be read. `size` is its size in bytes,
/// where that is known.
///
/// # Errors
/// If it is larger than a brief may be, or cannot be read.
pub fn read_stream(mut source: impl Read, size: Option<u64>) -> io::Result<Content> {
    let mut bytes = Vec::new();
    source.by_ref().take(decode::HEAD as u64).read_to_end(&mut bytes)?;
    let is_archive = bytes.starts_with(b"PK\x03\x04");
    if decode::is_binary(&bytes) && !is_archive {
        return Ok(Content::Binary);
    } else if size.is_some_and(|size| size > discovery::LARGEST_BRIEF) {
        return Err(bounded::too_large(discovery::LARGEST_BRIEF));
    }
    bounded::read_rest(source, &mut bytes, discovery::LARGEST_BRIEF)?;
    if !is_archive {
        return Ok(Content::Text(bytes));
    }
    Ok(match docx::read::read(io::Cursor::new(bytes)) {
        Err(docx::Error::NoDocument) => Content::Binary,
        read => Content::Word(read),
    })
}

/// The text of a card file.
///
/// # Errors
/// Why it cannot be read, without its name, and what to do.
pub fn card_file(path: &Path) -> Result<Decoded, String> {
    match read(path).map_err(|error| reason(&error))? {
        Content::Text(bytes) => decode::decode(&bytes).ok_or_else(|| "not a text file".to_owned()),
        Content::Word(_) => Err("a Word file already".to_owned()),
        Content::Binary => Err("not a text file".to_owned()),
    }
}

/// The card text of a Word file.
///
/// # Errors
/// Why it cannot be read, without its name, and what to do.
pub fn word_file(path: &Path) -> Result<CardText, String> {
    Ok(docx::card_text(&document(path)?))
}

/// The document in a Word file.
///
/// # Errors
/// Why it cannot be read, without its name, and what to do.
pub fn document(path: &Path) -> Result<Document, String> {
    open_word(path).map_err(|error| match error {
        docx::Error::Io(error) => reason(&error),
        other => other.to_string(),
    })
}

fn open_word(path: &Path) -> Result<Document, docx::Error> {
    docx::read::read(io::BufReader::new(bounded::open(path)?))
}

/// Why a file cannot be read.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you do not have permission to read this file".to_owned(),
        io::ErrorKind::FileTooLarge => format!("{error}; split it"),
        _ => error.to_string(),
    }
}
