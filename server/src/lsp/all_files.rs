//! Requests about all files of the client: those that are open, as the client has them, and those of its folders that
//! are not, as they are on disk. Only the files that name what the request is about are read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, Position, Range, TextEdit, Url};

use super::server::Server;
use super::{from_proto, to_proto};
use crate::document::snapshot::Snapshot;
use crate::evidence::brief::Brief;
use crate::evidence::parse;
use crate::features::at_cursor::{self, AtCursor};
use crate::index::discovery;
use crate::index::folder_index::FolderIndex;
use crate::index::keys::{self, Key};
use crate::lint::Edit;
use crate::settings::bounded;
use crate::syntax::density;
use crate::text::decode::{self, Charset};
use crate::text::{Encoding, Span, Text};

/// A file, open or not.
#[derive(Debug)]
pub(super) struct File<'a> {
    pub(super) uri: &'a Url,
    /// The client’s version of it; `None` if it is not open.
    pub(super) version: Option<i32>,
    pub(super) text: &'a Text,
    pub(super) brief: &'a Brief,
    encoding: Encoding,
}

impl File<'_> {
    /// Its name, for a person: `aff.debate`.
    pub(super) fn name(&self) -> String {
        let path = self.uri.to_file_path().ok();
        let name = path.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| self.uri.path().to_owned())
    }

    /// A span of it, as the client counts.
    pub(super) fn range(&self, span: Span) -> Range {
        to_proto::range_of(self.text.range(span, self.encoding))
    }

    /// Edits of it, as the client counts.
    pub(super) fn text_edits(&self, edits: &[Edit]) -> Vec<TextEdit> {
        edits.iter().map(|edit| TextEdit::new(self.range(edit.span), edit.text.clone())).collect()
    }

    /// A span of it.
    pub(super) fn location(&self, span: Span) -> Location {
        Location::new(self.uri.clone(), self.range(span))
    }
}

/// A file that is not open.
struct ClosedFile {
    uri: Url,
    text: Text,
    brief: Brief,
}

/// How many files that are not open a request reads at most: some 200 kB of text each.
pub(super) const MOST: usize = 200;

/// Whether there are more files that name what was asked for than were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LeftOff(pub(super) bool);

/// The keys of the argument or the source at a position of the document that the client asks about.
pub(super) fn at_cursor(at: Position) -> impl FnOnce(&Snapshot) -> Vec<Key> + Send + 'static {
    move |asked| match at_cursor::at_cursor(&asked.brief, from_proto::byte(asked, at)) {
        Some(AtCursor::Argument(mention)) => keys::of_argument(mention.words).into_iter().collect(),
        Some(AtCursor::Source(citation)) => keys::of_source(citation.cite),
        None => Vec::new(),
    }
}

/// Does `work` on all open documents, of which `first` is the first, and on those files that are not open and have one of
/// the keys of what the client asks `about`, but at most `most` of these. `None` if the client does not have `first` open.
///
/// # Errors
/// "Content modified" if `first` has changed since.
pub(super) async fn on_files<T: Send + 'static>(
    server: &Server,
    first: &Url,
    most: usize,
    about: impl FnOnce(&Snapshot) -> Vec<Key> + Send + 'static,
    work: impl FnOnce(&Snapshot, &[File<'_>], LeftOff) -> T + Send + 'static,
) -> Result<Option<T>> {
    let reader = Reader::new(server, most);
    let found = server.on_all(Some(first), move |documents| {
        let (_, asked) = documents.first()?;
        Some(reader.with_files(documents, &about(asked), |files, left_off| work(asked, files, left_off)))
    });
    found.await.map(Option::flatten)
}

/// The same for a request that is about no document: does `work` on all open documents, and on those files that are not
/// open and have one of `keys`.
///
/// # Errors
/// If the client cancels the request.
pub(super) async fn on_files_with<T: Send + 'static>(
    server: &Server,
    keys: Vec<Key>,
    most: usize,
    work: impl FnOnce(&[File<'_>], LeftOff) -> T + Send + 'static,
) -> Result<Option<T>> {
    let reader = Reader::new(server, most);
    server.on_all(None, move |documents| reader.with_files(documents, &keys, work)).await
}

/// Reads files that are not open.
struct Reader {
    server: Server,
    folders: Vec<Arc<FolderIndex>>,
    most: usize,
}

impl Reader {
    fn new(server: &Server, most: usize) -> Self {
        Self { server: server.clone(), folders: server.tub().folders(), most }
    }

    fn with_files<T>(
        &self,
        documents: &[(Url, Arc<Snapshot>)],
        keys: &[Key],
        work: impl FnOnce(&[File<'_>], LeftOff) -> T,
    ) -> T {
        let (closed, left_off) = closed_files(&self.server, &self.folders, keys, self.most, documents);
        let encoding = self.server.client_capabilities().encoding;
        let open = documents.iter().map(|(uri, snapshot)| {
            let Snapshot { version, text, brief, .. } = &**snapshot;
            File { uri, version: Some(*version), text, brief, encoding }
        });
        let closed =
            closed.iter().map(|ClosedFile { uri, text, brief }| File { uri, version: None, text, brief, encoding });
        let files: Vec<File<'_>> = open.chain(closed).collect();
        work(&files, left_off)
    }
}

fn closed_files(
    server: &Server,
    folders: &[Arc<FolderIndex>],
    keys: &[Key],
    most: usize,
    open: &[(Url, Arc<Snapshot>)],
) -> (Vec<ClosedFile>, LeftOff) {
    let open: HashSet<PathBuf> = open.iter().filter_map(|(uri, _)| uri.to_file_path().ok()).collect();
    let mut paths: Vec<PathBuf> =
        folders.iter().flat_map(|folder| folder.keys.files_with(keys)).map(PathBuf::from).collect();
    // An editor cannot show a place in a Word file.
    paths.retain(|path| !open.contains(path) && discovery::is_brief(path));
    paths.sort_unstable();
    paths.dedup();
    let left_off = LeftOff(paths.len() > most);
    paths.truncate(most);
    (paths.into_par_iter().filter_map(|path| read(server, &path)).collect(), left_off)
}

/// `None` where there is no text, or where an editor may count its characters in another way than we do.
fn read(server: &Server, path: &Path) -> Option<ClosedFile> {
    let uri = Url::from_file_path(path).ok()?;
    let decoded = decode::decode(&bounded::read(path, discovery::LARGEST_BRIEF).ok()?)?;
    if decoded.charset != Charset::Utf8 || decoded.damaged || density::of_str(&decoded.text).is_some() {
        return None;
    }
    let settings = server.settings_resolver().settings(Some(path));
    let brief = parse::brief(&decoded.text, &settings.cite_options);
    Some(ClosedFile { uri, text: Text::new(&decoded.text), brief })
}
