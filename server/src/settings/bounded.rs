//! Reads files that anybody may have put there: only regular files, and only up to a limit.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

/// Reads all of a file that has at most `limit` bytes.
///
/// # Errors
/// If it does not exist, is not a regular file, or is larger; the message says which.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read_rest(open(path)?, &mut bytes, limit)?;
    Ok(bytes)
}

/// Opens a regular file. Opening a named pipe would wait for a writer, and opening a device may do anything.
///
/// # Errors
/// If it does not exist, cannot be read, or is not a regular file.
pub fn open(path: &Path) -> io::Result<File> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_file() { File::open(path) } else { Err(io::Error::other(format!("{}, not a file", named(kind)))) }
}

/// Reads the rest of `source` into `bytes`, up to `limit` bytes in all.
///
/// # Errors
/// If there is more, or reading fails.
pub fn read_rest(source: impl Read, bytes: &mut Vec<u8>, limit: u64) -> io::Result<()> {
    let left = limit.saturating_sub(bytes.len() as u64);
    // One more byte shows whether there is more.
    source.take(left + 1).read_to_end(bytes)?;
    if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(()) }
}

/// The error for a file of more than `limit` bytes.
pub fn too_large(limit: u64) -> io::Error {
    let (size, unit) = if limit >= 1 << 20 { (limit >> 20, "MiB") } else { (limit >> 10, "KiB") };
    io::Error::new(io::ErrorKind::FileTooLarge, format!("larger than {size} {unit}"))
}

/// What a file is that is not regular.
fn named(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        } else if kind.is_socket() {
            return "a socket";
        } else if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
    }
    if kind.is_dir() { "a folder" } else { "something else" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_limit() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        fs::write(&file, [b'x'; 2048]).expect("written");
        assert_eq!(read(&file, 2048).expect("it fits").len(), 2048);
        assert_eq!(read(&file, 2047).expect_err("too large").to_string(), "larger than 1 KiB");
        assert_eq!(read(folder.path(), 9).expect_err("a folder").to_string(), "a folder, not a file");
    }

    #[cfg(unix)]
    #[test]
    fn an_endless_file_is_not_read() {
        assert_eq!(read(Path::new("/dev/zero"), 9).expect_err("a device").to_string(), "a device, not a file");
        let mut bytes = Vec::new();
        let zero = File::open("/dev/zero").expect("it is there");
        assert!(read_rest(zero, &mut bytes, 1 << 20).is_err());
        assert_eq!(bytes.len(), (1 << 20) + 1);
    }
}
