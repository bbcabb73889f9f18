//! Files that the client creates, renames or deletes: `workspace/willRenameFiles` gives the edits that rename the references
//! to a brief, and `didCreateFiles`, `didRenameFiles` and `didDeleteFiles` keep the index true for clients that watch no
//! files.

use std::path::Path;
use std::time::Duration;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    FileOperationFilter, FileOperationPattern, FileOperationPatternKind, FileOperationPatternOptions,
    FileOperationRegistrationOptions, RenameFilesParams, TextEdit, Url, WorkspaceEdit,
    WorkspaceFileOperationsServerCapabilities,
};

use super::all_files::{self, File, MOST};
use super::server::Server;
use super::{configuration, file_target, scan_folders, to_proto, word_uri};
use crate::features::file_links;
use crate::features::rename::{self, Refusal};
use crate::index::file_names::{FileRename, file_name, new_name};
use crate::index::{discovery, keys};

/// How long a rename waits for the client's folders to be read.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// How many files are read at most if many are renamed at once.
const MOST_OF_MANY: usize = 2_000;

/// What the client is asked to tell. A folder's name is in no reference, so no edits are offered for one.
pub(super) fn announced() -> WorkspaceFileOperationsServerCapabilities {
    let pattern = |glob: String, kind: FileOperationPatternKind| FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern {
            glob,
            matches: Some(kind),
            options: Some(FileOperationPatternOptions { ignore_case: Some(true) }),
        },
    };
    let briefs = format!("**/*.{{{},{}}}", discovery::ENDINGS.join(","), discovery::WORD_ENDING);
    let briefs = pattern(briefs, FileOperationPatternKind::File);
    let folders = pattern("**".to_owned(), FileOperationPatternKind::Folder);
    let all = FileOperationRegistrationOptions { filters: vec![briefs.clone(), folders] };
    WorkspaceFileOperationsServerCapabilities {
        did_create: Some(all.clone()),
        did_rename: Some(all.clone()),
        did_delete: Some(all),
        will_rename: Some(FileOperationRegistrationOptions { filters: vec![briefs] }),
        ..WorkspaceFileOperationsServerCapabilities::default()
    }
}

/// Reads the client's folders again, if it does not watch them.
pub(super) fn changed(server: &Server) {
    configuration::look_at_files(server);
    if !server.client_capabilities().watches_files {
        scan_folders::refresh(server);
    }
}

/// The edits that rename the references to files that get other names. `None` if there are none.
///
/// # Errors
/// If too many files have the name, or a new name cannot be in a reference. The message says what to do.
pub(super) async fn will_rename(server: &Server, params: &RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
    let path = |uri: &str| Url::parse(uri).ok()?.to_file_path().ok();
    let renames = params.files.iter().filter_map(|file| {
        Some(FileRename { from: path(&file.old_uri)?, to: path(&file.new_uri)? }).filter(|rename| !rename.is_move())
    });
    let renames: Vec<FileRename> = renames.collect();
    if renames.is_empty() {
        return Ok(None);
    }
    let names = renames.iter().flat_map(|rename| [&rename.from, &rename.to]).filter_map(|path| file_name(path));
    let about = names.flat_map(keys::of_file_name).collect();
    // The client waits with the rename: rather no edits than a long wait.
    let _ = tokio::time::timeout(LONGEST_WAIT, server.tub().until_scanned()).await;
    let most = MOST.saturating_mul(renames.len()).min(MOST_OF_MANY);
    let client_capabilities = server.client_capabilities();
    let (folders, reader) = (server.tub().folders(), server.clone());
    let found = all_files::on_files_with(server, about, most, move |files, left_off| {
        if left_off.0 {
            return Err(Refusal::TooMany);
        }
        let open = file_target::open(files);
        let paths = file_target::all_paths(&open, &folders);
        let changes = changes(&reader, files, &paths, &renames)?;
        Ok((!changes.is_empty()).then(|| to_proto::workspace_edit(changes.into_iter(), client_capabilities)))
    });
    let edit = found.await?.transpose().map_err(|refusal| Error::invalid_params(refusal.to_string()))?;
    Ok(edit.flatten())
}

type Change<'f> = (&'f Url, Option<i32>, Vec<TextEdit>);

/// The edits of each of `files`; `paths` are those of all files.
fn changes<'f>(
    server: &Server,
    files: &[File<'f>],
    paths: &[&Path],
    renames: &[FileRename],
) -> std::result::Result<Vec<Change<'f>>, Refusal> {
    let has_block = |name: &str| files.iter().any(|file| file_links::has_block(file.brief, name));
    let after = |reference: &str| {
        let new = new_name(reference, paths.iter().copied(), renames).filter(|_| !has_block(reference))?;
        Some(if has_block(&new.name) { new.with_ending } else { new.name })
    };
    let mut changes = Vec::new();
    for file in files.iter().filter(|file| !word_uri::is_read_only(file.uri)) {
        let settings = server.settings_resolver().settings(word_uri::path_of(file.uri).as_deref());
        let edits = rename::rename_references(file.brief, file.text, after, &settings.cite_options)?;
        if !edits.is_empty() {
            changes.push((file.uri, file.version, file.text_edits(&edits)));
        }
    }
    Ok(changes)
}
