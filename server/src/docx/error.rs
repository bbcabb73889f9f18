//! Why a Word file cannot be read or written.

use std::io;

/// Why a Word file was not read. Shown behind the file's name: what is wrong, then what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Word encrypts a file as a whole and puts it into a container of another kind.
    #[error("locked with a password; in Word, save a copy without one")]
    Encrypted,
    /// A `.doc` under the wrong name.
    #[error("an old Word file (.doc) under the name of a new one; in Word, save it as .docx")]
    OldWord,
    /// An `.rtf` under the wrong name.
    #[error("an RTF file under the name of a Word file; in Word, save it as .docx")]
    Rtf,
    /// Not a ZIP archive, or a damaged one.
    #[error("not a Word file, or a damaged one ({0}); in Word, open and repair it, then save it")]
    Archive(zip::result::ZipError),
    /// A ZIP archive of something else.
    #[error("not a Word file: it has no document in it; in Word, save it as .docx")]
    NoDocument,
    /// The XML of a part is damaged.
    #[error("its part {part} is damaged ({problem}); in Word, open and repair it, then save it")]
    Damaged {
        /// The part's name in the archive.
        part: String,
        /// What the parser found.
        problem: String,
    },
    /// A part is larger than any document, unpacked: a bomb, or no text.
    #[error("its part {part} has more than {limit} MiB; split the file")]
    TooLarge {
        /// The part's name in the archive.
        part: String,
        /// In MiB.
        limit: u64,
    },
    /// It cannot be read at all.
    #[error("cannot read it: {0}")]
    Io(#[from] io::Error),
}
