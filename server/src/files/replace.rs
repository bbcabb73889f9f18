//! Replaces a file with its fixed text: atomically, and only if its content is still what was read.
//!
//! A temporary file in the same folder gets the new bytes, and the owner, mode and extended attributes (access control
//! lists are among them) of the old file. Then the two files are exchanged, and the old one is compared once more with
//! what was read: if another program saved it meanwhile, it is exchanged back. Readers see all of
//! the old file or all of the new one, and a full disk loses nothing.
//!
//! This does not work for a file with several hard links, because the others would still lead to the old file, nor if
//! the owner or attributes cannot be given to a new file. Such a file is written in place. A crash of the machine could
//! leave it half written, so a copy of the old file is kept in the folder until all is on the disk.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use crate::settings::bounded;

/// Why a file was not written. One that was there is then unchanged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Its content is no longer what was read.
    #[error("not written, because another program saved it meanwhile; run this again")]
    Changed,
    /// It is gone.
    #[error("not written, because it was deleted meanwhile")]
    Deleted,
    /// There is a file of that name, and it was not to be replaced.
    #[error("not written, because it exists; add --force to replace it")]
    Exists,
    /// It is a folder, a device or a pipe.
    #[error("cannot write it: it is not a regular file")]
    NoFile,
    /// The file says that it must not be written.
    #[error("cannot write it: the file is read-only")]
    WriteProtected,
    /// No file can be made in its folder.
    #[error("cannot write it: its folder takes no temporary file ({0})")]
    Folder(io::Error),
    /// Anything else.
    #[error("cannot write it: {0}")]
    Io(#[from] io::Error),
    /// It could be neither written nor restored.
    #[error("cannot write it: {error}; its previous text is in {}", kept.display())]
    Kept {
        /// Why.
        error: io::Error,
        /// The copy of what it held before.
        kept: PathBuf,
    },
}

/// The prefix and suffix of a temporary file's name. It is in the folder of the file, because a rename does not work
/// across disks.
pub(super) const NAME: (&str, &str) = (".debate-ls-", ".tmp");

/// How many exchanges are tried while another program keeps saving the file.
const MAX_EXCHANGES: usize = 10;

/// Replaces the content of the file at `path`, which was `before` when it was read, by `after`. Follows links.
///
/// # Errors
/// If the content is no longer `before` (unless it is already `after`), or cannot be written.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
    let path = fs::canonicalize(path).map_err(missing)?;
    let metadata = fs::metadata(&path).map_err(missing)?;
    // Write permission for the folder is enough to replace a file, even one that is read-only.
    if metadata.permissions().readonly() {
        return Err(Error::WriteProtected);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new()
        .prefix(NAME.0)
        .suffix(NAME.1)
        .tempfile_in(folder)
        .map_err(|error| Error::Folder(error.kind().into()))?;
    if has_one_link(&metadata) && copy_metadata(&path, &metadata, temporary.as_file()).is_ok() {
        temporary.as_file_mut().write_all(after)?;
        temporary.as_file().sync_all()?;
        exchange(&path, temporary, before, after)
    } else {
        temporary.as_file_mut().write_all(before)?;
        temporary.as_file().sync_all()?;
        write_in_place(&path, temporary, before, after)
    }
}

/// Whether the file has no other hard link.
fn has_one_link(metadata: &Metadata) -> bool {
    #[cfg(unix)]
    return std::os::unix::fs::MetadataExt::nlink(metadata) == 1;
    // Other systems do not count links; they are rare there.
    #[cfg(not(unix))]
    return metadata.is_file();
}

/// Gives `new` the owner, the mode and the extended attributes of the file at `path`.
#[cfg(unix)]
fn copy_metadata(path: &Path, metadata: &Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    use xattr::FileExt;

    let own = new.metadata()?;
    if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid()) {
        fchown(new, Some(metadata.uid()), Some(metadata.gid()))?;
    }
    // After the owner, whose change takes the set-user-ID bit away, and before the attributes, whose access control list
    // goes further than a mode.
    new.set_permissions(metadata.permissions())?;
    let names = match xattr::list(path) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
        names => names?,
    };
    for name in names {
        let value = xattr::get(path, &name)?;
        if let Some(value) = value
            && new.get_xattr(&name)?.as_ref() != Some(&value)
        {
            new.set_xattr(&name, &value)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn copy_metadata(_: &Path, metadata: &Metadata, new: &File) -> io::Result<()> {
    new.set_permissions(metadata.permissions())
}

/// Replaces the file at `path` with `new`, whose content is `after`, in one step.
fn exchange(path: &Path, new: NamedTempFile, before: &[u8], after: &[u8]) -> Result<(), Error> {
    if has_content(path, after)? {
        return Ok(());
    } else if !has_content(path, before)? {
        return Err(Error::Changed);
    }
    let temporary = new.into_temp_path();
    let ours = inode(&temporary);
    match ours.and_then(|ours| swap(&temporary, path).map(|()| ours)) {
        Ok(ours) => settle(path, temporary, ours, before, after),
        // Only the rename itself is left between the comparison and the replacement.
        Err(error) if is_unsupported(&error) => Ok(temporary.persist(path).map_err(|error| error.error)?),
        Err(error) => Err(missing(error)),
    }
}

/// After the exchange: `temporary` is the old file, and `ours` is at `path`. If the old file is not what was read, another
/// program saved it in that moment, and it is exchanged back; again, if the program has saved once more meanwhile.
fn settle(path: &Path, temporary: TempPath, ours: u64, before: &[u8], after: &[u8]) -> Result<(), Error> {
    // A file that cannot be read is not ours either, and must not be removed.
    let is_old = [before, after].iter().any(|bytes| has_content(&temporary, bytes).unwrap_or(false));
    if is_old {
        // Dropped, it is removed.
        return Ok(());
    }
    let mut placed = ours;
    for _ in 0..MAX_EXCHANGES {
        let exchanged = inode(&temporary).and_then(|newest| swap(&temporary, path).map(|()| newest));
        let newest = match exchanged {
            Ok(newest) => newest,
            Err(error) => return Err(keep(temporary, error)),
        };
        let taken = inode(&temporary).ok();
        if taken == Some(ours) && !has_content(&temporary, after).unwrap_or(false) {
            return Err(keep(temporary, io::Error::other("another program keeps saving it")));
        } else if taken == Some(placed) {
            // The newest file is at `path`; the one it replaced is removed.
            return Err(Error::Changed);
        }
        placed = newest;
    }
    Err(keep(temporary, io::Error::other("another program keeps saving it")))
}

/// The inode of the file at `path`.
fn inode(path: &Path) -> io::Result<u64> {
    #[cfg(unix)]
    return Ok(std::os::unix::fs::MetadataExt::ino(&fs::symlink_metadata(path)?));
    #[cfg(not(unix))]
    Err(io::Error::new(io::ErrorKind::Unsupported, path.display().to_string()))
}

/// Keeps a file that is not ours where it is, and reports where.
fn keep(temporary: TempPath, error: io::Error) -> Error {
    let place = temporary.to_path_buf();
    match temporary.keep() {
        Ok(kept) => Error::Kept { error, kept },
        Err(_) => Error::Kept { error, kept: place },
    }
}

/// Exchanges two files in one step; fails if one is missing.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Some file systems (NFS, FAT) cannot exchange files.
fn is_unsupported(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, Unsupported};
    matches!(error.kind(), InvalidInput | Unsupported)
}

/// Writes `after` into the file itself. `copy` has the old content.
fn write_in_place(path: &Path, copy: NamedTempFile, before: &[u8], after: &[u8]) -> Result<(), Error> {
    let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(missing)?;
    let mut now = Vec::with_capacity(before.len());
    Read::by_ref(&mut file).take(before.len() as u64 + 1).read_to_end(&mut now)?;
    if now == after {
        return Ok(());
    } else if now != before {
        return Err(Error::Changed);
    }
    overwrite(&mut file, after).map_err(|error| match overwrite(&mut file, before) {
        Ok(()) => Error::Io(error),
        Err(_) => keep(copy.into_temp_path(), error),
    })
}

fn overwrite(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

/// Whether the file at `path` has exactly these bytes now.
fn has_content(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let mut now = Vec::with_capacity(bytes.len());
    bounded::open(path).map_err(missing)?.take(bytes.len() as u64 + 1).read_to_end(&mut now)?;
    Ok(now == bytes)
}

fn missing(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound { Error::Deleted } else { Error::Io(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with one file in it.
    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.debate");
        fs::write(&file, text).expect("written");
        (folder, file)
    }

    fn read(file: &Path) -> String {
        fs::read_to_string(file).expect("it is there")
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).expect("a folder");
        names.map(|entry| entry.expect("a file").file_name().into_string().expect("UTF-8")).collect()
    }

    #[test]
    fn a_file_is_replaced_and_no_temporary_file_is_left() {
        let (folder, file) = file("old");
        replace(&file, b"old", b"new").expect("it is written");
        assert_eq!((read(&file).as_str(), names(folder.path())), ("new", vec!["a.debate".to_owned()]));
        replace(&file, b"old", b"new").expect("another one wrote the same");
    }

    #[test]
    fn a_file_saved_or_deleted_meanwhile_is_left_alone() {
        let (folder, file) = file("saved");
        assert!(matches!(replace(&file, b"old", b"new"), Err(Error::Changed)));
        assert_eq!((read(&file).as_str(), names(folder.path())), ("saved", vec!["a.debate".to_owned()]));
        fs::remove_file(&file).expect("removed");
        assert!(matches!(replace(&file, b"old", b"new"), Err(Error::Deleted)));
        assert_eq!(names(folder.path()), [""; 0]);
    }

    /// A temporary file beside `file`, as [`exchange`] has it.
    fn temporary(file: &Path, text: &str) -> TempPath {
        let mut new =
            tempfile::Builder::new().suffix(NAME.1).tempfile_in(file.parent().expect("a folder")).expect("made");
        new.write_all(text.as_bytes()).expect("written");
        new.into_temp_path()
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    #[test]
    fn a_file_saved_during_the_exchange_is_put_back() {
        // As it is after the exchange: another program's in our hands, ours in its place.
        let (folder, file) = file("new");
        let ours = inode(&file).expect("it is there");
        let taken = temporary(&file, "saved in that moment");
        assert!(matches!(settle(&file, taken, ours, b"old", b"new"), Err(Error::Changed)));
        assert_eq!(read(&file), "saved in that moment");
        assert_eq!(names(folder.path()), ["a.debate"], "ours is removed");
        // A third one has saved after that: the newest stays.
        let ours = inode(&file).expect("it is there");
        let (taken, newest) = (temporary(&file, "saved"), temporary(&file, "saved last"));
        newest.persist(&file).expect("renamed");
        assert!(matches!(settle(&file, taken, ours, b"old", b"new"), Err(Error::Changed)));
        assert_eq!(read(&file), "saved last");
        // Something that cannot even be read goes back as well.
        let ours = inode(&file).expect("it is there");
        let taken = folder.path().join("made");
        fs::create_dir(&taken).expect("made");
        let taken = TempPath::try_from_path(taken).expect("a path");
        fs::write(&file, "new").expect("written");
        assert!(matches!(settle(&file, taken, ours, b"old", b"new"), Err(Error::Changed)));
        assert!(file.is_dir() && names(folder.path()).len() == 1);
        fs::remove_dir(&file).expect("removed");
        // Or it has been deleted: what is not ours is not removed.
        fs::write(&file, "new").expect("written");
        let ours = inode(&file).expect("it is there");
        fs::remove_file(&file).expect("removed");
        let taken = temporary(&file, "saved");
        let Err(Error::Kept { kept, .. }) = settle(&file, taken, ours, b"old", b"new") else { panic!("kept") };
        assert_eq!(read(&kept), "saved");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_two_links_is_written_in_place() {
        use std::os::unix::fs::MetadataExt;
        let (folder, file) = file("old, and longer");
        let link = folder.path().join("b.debate");
        fs::hard_link(&file, &link).expect("linked");
        let inode = fs::metadata(&file).expect("it is there").ino();
        replace(&file, b"old, and longer", b"new").expect("it is written");
        assert_eq!((read(&link).as_str(), fs::metadata(&file).expect("it is there").ino()), ("new", inode));
        assert!(matches!(replace(&link, b"old", b"newer"), Err(Error::Changed)));
        assert_eq!((read(&file).as_str(), names(folder.path()).len()), ("new", 2));
    }

    #[cfg(unix)]
    #[test]
    fn mode_and_attributes_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, file) = file("old");
        for mode in [0o600, 0o664, 0o4755] {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("allowed");
            // Where the file system has attributes at all.
            let has_attributes = xattr::set(&file, "user.team", b"aff").is_ok();
            let now = fs::read(&file).expect("it is there");
            replace(&file, &now, format!("{mode:o}").as_bytes()).expect("it is written");
            assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o7777, mode);
            if has_attributes {
                assert_eq!(xattr::get(&file, "user.team").expect("read").as_deref(), Some(&b"aff"[..]));
            }
        }
    }
}
