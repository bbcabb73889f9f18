//! Where `[[Name]]` leads if no block has that name: to the file of that name, open or in one of the client's folders.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{Location, Range, Url};

use super::all_files::File;
use super::{to_proto, word_uri};
use crate::features::file_links;
use crate::index::file_names;
use crate::index::folder_index::FolderIndex;
use crate::text::Span;

/// A reference to files.
pub(super) struct FileTarget {
    /// The name at the cursor, in bytes of the first file.
    pub(super) from: Span,
    /// One or more.
    pub(super) uris: Vec<Url>,
}

impl FileTarget {
    /// The starts of the files.
    pub(super) fn locations(&self) -> impl Iterator<Item = Location> {
        self.uris.iter().map(|uri| Location::new(uri.clone(), Range::default()))
    }
}

/// The files that the reference at `byte` of the first of `files` points to. `None` if a block has its name, or nothing has.
/// Word files only if the client can show them.
pub(super) fn at(
    files: &[File<'_>],
    byte: usize,
    folders: &[Arc<FolderIndex>],
    shows_word_files: bool,
) -> Option<FileTarget> {
    let name = file_links::reference_at(files.first()?.brief, byte)?;
    if files.iter().any(|file| file_links::has_block(file.brief, name.value)) {
        return None;
    }
    let open: Vec<(PathBuf, &Url)> = open(files);
    let paths = all_paths(&open, folders);
    let uri = |path: &Path| match open.iter().find(|(known, _)| known == path) {
        Some((_, uri)) => Some((*uri).clone()),
        None => to_proto::closed_location(path.to_str()?, 1)
            .map(|location| location.uri)
            .filter(|uri| shows_word_files || !word_uri::is_shown_by(uri)),
    };
    let uris: Vec<Url> = file_names::named(name.value, paths.into_iter()).into_iter().filter_map(uri).collect();
    (!uris.is_empty()).then_some(FileTarget { from: name.span, uris })
}

/// The paths of the files that are open.
pub(super) fn open<'f>(files: &[File<'f>]) -> Vec<(PathBuf, &'f Url)> {
    let open = files.iter().filter(|file| file.version.is_some());
    open.filter_map(|file| Some((word_uri::path_of(file.uri)?, file.uri))).collect()
}

/// The paths of all files, open or not, sorted.
pub(super) fn all_paths<'p>(open: &'p [(PathBuf, &Url)], folders: &'p [Arc<FolderIndex>]) -> Vec<&'p Path> {
    let closed = folders.iter().flat_map(|folder| folder.keys.paths()).map(Path::new);
    let mut paths: Vec<&Path> = open.iter().map(|(path, _)| path.as_path()).chain(closed).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}
