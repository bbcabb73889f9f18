//! Writes a new file: under a temporary name in its folder, then renamed, so that nobody sees half of it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::replace::{Error, NAME};

/// A file that is being written. It is removed if it is dropped before [`NewFile::place`].
#[derive(Debug)]
pub struct NewFile {
    temporary: NamedTempFile,
    path: PathBuf,
    force: bool,
}

impl NewFile {
    /// Begins a file for `path`, and makes its folder. With `force`, it will take the place of a file that is there.
    ///
    /// # Errors
    /// If there is a file already, or none can be made in the folder.
    pub fn begin(path: &Path, force: bool) -> Result<Self, Error> {
        match fs::metadata(path) {
            Ok(metadata) if !metadata.is_file() => return Err(Error::NoFile),
            Ok(_) if !force => return Err(Error::Exists),
            _ => {}
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut beside = tempfile::Builder::new();
        let beside = beside.prefix(NAME.0).suffix(NAME.1);
        // A temporary file is for its owner alone; a new file is for whom the user’s mask allows.
        #[cfg(unix)]
        beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let temporary = beside.tempfile_in(folder).map_err(|error| Error::Folder(error.kind().into()))?;
        Ok(Self { temporary, path: path.to_owned(), force })
    }

    /// Gives the file its name, when all of it is on the disk.
    ///
    /// # Errors
    /// If there is a file of that name by now, or it cannot be written.
    pub fn place(self) -> Result<(), Error> {
        self.temporary.as_file().sync_all()?;
        let placed =
            if self.force { self.temporary.persist(self.path) } else { self.temporary.persist_noclobber(self.path) };
        match placed {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(Error::Exists),
            Err(error) => Err(error.error.into()),
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Without the name of the temporary file in the error.
        self.temporary.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.as_file_mut().flush()
    }
}

/// Writes a new file at `path`. With `force`, it takes the place of a file that is there.
///
/// # Errors
/// If there is a file already, or it cannot be written.
pub fn create(path: &Path, content: &[u8], force: bool) -> Result<(), Error> {
    let mut file = NewFile::begin(path, force)?;
    file.write_all(content)?;
    file.place()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_file_is_never_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("made").join("a.csv");
        let mut file = NewFile::begin(&path, false).expect("begun");
        file.write_all(b"half").expect("written");
        drop(file);
        assert_eq!(fs::read_dir(path.parent().expect("a folder")).expect("made").count(), 0);
        create(&path, b"whole", false).expect("written");
        assert_eq!(fs::read(&path).expect("there"), b"whole");
    }

    #[test]
    fn only_force_replaces_and_only_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        let meanwhile = NewFile::begin(&path, false).expect("begun");
        create(&path, b"first", false).expect("written");
        assert!(matches!(create(&path, b"second", false), Err(Error::Exists)));
        assert!(matches!(meanwhile.place(), Err(Error::Exists)));
        assert!(matches!(create(folder.path(), b"", true), Err(Error::NoFile)));
        assert_eq!(fs::read(&path).expect("there"), b"first");
        create(&path, b"second", true).expect("written");
        assert_eq!(fs::read(&path).expect("there"), b"second");
    }
}
