//! Settings: `initialized`, `workspace/didChangeConfiguration`, `workspace/didChangeWatchedFiles`. They come from
//! `debate-ls.toml`, which the client watches if it can, and from the client itself, which is asked if it can answer, for
//! each of its folders, because they may differ. No handler waits for the client: each request to it has its own task.

use std::collections::HashSet;

use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    ConfigurationItem, DidChangeConfigurationParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    InitializeParams, Registration, Url,
};

use super::server::Server;
use super::{publish, refresh, scan_folders, word_file};
use crate::index::discovery;
use crate::settings::configuration::FILE_NAME;
use crate::settings::resolver::EditorSettings;

/// The section of the client's settings that has ours.
const SECTION: &str = "debate";

/// How many folders are asked for their settings; the others get the settings for no folder.
const MAX_FOLDERS: usize = 1_000;

pub(super) fn initialized(server: &Server) {
    let client_capabilities = server.client_capabilities();
    let mut registrations = Vec::new();
    let mut register = |method: &str, options: Value| {
        registrations.push(Registration {
            id: method.to_owned(),
            method: method.to_owned(),
            register_options: Some(options),
        });
    };
    if client_capabilities.registers_settings {
        register("workspace/didChangeConfiguration", json!({ "section": SECTION }));
    }
    if client_capabilities.watches_files {
        let briefs = format!("**/*.{{{},{}}}", discovery::ENDINGS.join(","), discovery::WORD_ENDING);
        let watchers = json!([{ "globPattern": format!("**/{FILE_NAME}") }, { "globPattern": briefs }]);
        register("workspace/didChangeWatchedFiles", json!({ "watchers": watchers }));
    }
    if !client_capabilities.watches_files {
        scan_folders::poll(server);
    }
    scan_folders::refresh(server);
    let server = server.clone();
    tokio::spawn(async move {
        // A client that refuses works without them.
        if !registrations.is_empty() {
            let _ = server.client().register_capability(registrations).await;
        }
        pull(&server);
    });
}

pub(super) fn did_change_configuration(server: &Server, params: DidChangeConfigurationParams) {
    if server.client_capabilities().answers_configuration {
        pull(server);
    } else if !params.settings.is_null()
        && server.settings_resolver().set_editor_settings(section(&params.settings).into())
    {
        settings_changed(server);
    }
}

/// The folders that the client starts with.
pub(super) fn folders(params: &InitializeParams) -> Vec<Url> {
    match &params.workspace_folders {
        Some(folders) => each_once(folders.iter().map(|folder| folder.uri.clone())),
        // Older clients have one folder.
        None => params.root_uri.iter().cloned().collect(),
    }
}

/// The folders in their order, each once, up to a limit.
fn each_once(folders: impl Iterator<Item = Url>) -> Vec<Url> {
    let mut seen = HashSet::new();
    folders.filter(|uri| seen.insert(uri.clone())).take(MAX_FOLDERS).collect()
}

pub(super) fn did_change_workspace_folders(server: &Server, params: DidChangeWorkspaceFoldersParams) {
    let change = params.event;
    let removed: HashSet<Url> = change.removed.into_iter().map(|folder| folder.uri).collect();
    let before = server.folders();
    let kept = before.iter().filter(|uri| !removed.contains(uri)).cloned();
    let folders = each_once(kept.chain(change.added.into_iter().map(|folder| folder.uri)));
    if folders != before {
        server.set_folders(folders);
        pull(server);
        scan_folders::refresh(server);
    }
}

pub(super) fn did_change_watched_files(server: &Server, params: &DidChangeWatchedFilesParams) {
    if params.changes.iter().any(|change| is_settings_file(&change.uri)) {
        settings_changed(server);
        scan_folders::refresh(server);
    } else if params.changes.iter().any(|change| scan_folders::is_brief(&change.uri)) {
        scan_folders::refresh(server);
    }
    word_file::refresh(server, params.changes.iter().map(|change| &change.uri));
}

/// Looks whether a `debate-ls.toml` has changed, for a client that does not watch them.
pub(super) fn look_at_files(server: &Server) {
    if !server.client_capabilities().watches_files && server.settings_resolver().are_files_changed() {
        settings_changed(server);
    }
}

/// Whether a document is a `debate-ls.toml`.
pub(super) fn is_settings_file(uri: &Url) -> bool {
    uri.path_segments().and_then(|mut segments| segments.next_back()) == Some(FILE_NAME)
}

/// Our part of a client’s settings: what is below `debate`, or all of it if nothing is.
pub(super) fn section(settings: &Value) -> Value {
    settings.get(SECTION).unwrap_or(settings).clone()
}

/// Asks the client for its settings, if it can answer. Returns at once.
fn pull(server: &Server) {
    if server.client_capabilities().answers_configuration {
        let asking = server.clone();
        server.repeated_requests().settings.send(move || ask_for_settings(asking.clone()));
    }
}

async fn ask_for_settings(server: Server) {
    let number = server.next_number();
    let item = |scope_uri| ConfigurationItem { scope_uri, section: Some(SECTION.to_owned()) };
    let folders = server.folders();
    let scopes = [None].into_iter().chain(folders.iter().cloned().map(Some));
    let Ok(answer) = server.client().configuration(scopes.map(item).collect()).await else { return };
    let mut answer = answer.into_iter();
    // A client that answers null keeps the settings that it sent before.
    let Some(everywhere) = answer.next().filter(|settings| !settings.is_null()) else { return };
    let folders = folders.iter().map(Url::to_file_path).zip(answer);
    let folders =
        folders.filter_map(|(path, settings)| Some((path.ok()?, settings)).filter(|(_, settings)| !settings.is_null()));
    let is_newest = server.are_newest_settings(number);
    let settings = EditorSettings { folders: folders.collect(), everywhere };
    if is_newest && server.settings_resolver().set_editor_settings(settings) {
        settings_changed(&server);
    }
}

/// Applies new settings at once: reads the files again, and has the client ask again for what it shows.
pub(super) fn settings_changed(server: &Server) {
    server.settings_resolver().forget();
    for document in server.documents() {
        // Reads the settings again, so that problems in them are reported.
        server.context(&document.uri);
        publish::schedule(server, document);
    }
    // Also if no document is open.
    server.report_settings_problems();
    server.workspace_pulls().changed();
    refresh::diagnostics(server);
    refresh::code_lenses(server);
    refresh::semantic_tokens(server);
    refresh::inlay_hints(server);
}
