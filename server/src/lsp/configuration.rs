//! Settings: `initialized`, `workspace/didChangeConfiguration`, `workspace/didChangeWatchedFiles`. They come from
//! `debate-ls.toml`, which the client watches where it can, and from the client itself, which is asked where it can
//! answer; for each of its folders apart, as they may differ. No handler waits for the client: what has to be asked is asked in a task of its own.

use std::collections::HashSet;

use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    ConfigurationItem, Diagnostic, DiagnosticSeverity, DidChangeConfigurationParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, InitializeParams, MessageType, Position, Range, Registration, Url,
};

use super::server::Server;
use crate::settings::configuration::{FILE_NAME, Problem};
use crate::settings::resolver::{EditorSettings, Trouble};
use crate::text::Text;

/// What our settings stand below.
const SECTION: &str = "debate";

/// The settings of no more folders are asked for; those of the others are the settings of no folder.
const MOST_FOLDERS: usize = 1_000;

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
        let watchers = json!([{ "globPattern": format!("**/{FILE_NAME}") }]);
        register("workspace/didChangeWatchedFiles", json!({ "watchers": watchers }));
    }
    let server = server.clone();
    tokio::spawn(async move {
        // A client that refuses is served without.
        if !registrations.is_empty() {
            let _ = server.client().register_capability(registrations).await;
        }
        pull(&server);
    });
}

pub(super) fn did_change_configuration(server: &Server, params: DidChangeConfigurationParams) {
    if server.client_capabilities().gives_settings {
        pull(server);
    } else if !params.settings.is_null() && server.houses().wish(section(&params.settings).into()) {
        changed(server);
    }
}

/// The folders that the client begins with.
pub(super) fn folders(params: &InitializeParams) -> Vec<Url> {
    match &params.workspace_folders {
        Some(folders) => each_once(folders.iter().map(|folder| folder.uri.clone())),
        // Older clients know one folder.
        None => params.root_uri.iter().cloned().collect(),
    }
}

/// In their order, each once, and not too many.
fn each_once(folders: impl Iterator<Item = Url>) -> Vec<Url> {
    let mut seen = HashSet::new();
    folders.filter(|uri| seen.insert(uri.clone())).take(MOST_FOLDERS).collect()
}

pub(super) fn did_change_workspace_folders(server: &Server, params: DidChangeWorkspaceFoldersParams) {
    let change = params.event;
    let gone: HashSet<Url> = change.removed.into_iter().map(|folder| folder.uri).collect();
    let before = server.folders();
    let kept = before.iter().filter(|uri| !gone.contains(uri)).cloned();
    let folders = each_once(kept.chain(change.added.into_iter().map(|folder| folder.uri)));
    if folders != before {
        server.set_folders(folders);
        pull(server);
    }
}

pub(super) fn did_change_watched_files(server: &Server, params: &DidChangeWatchedFilesParams) {
    if params.changes.iter().any(|change| is_house_file(&change.uri)) {
        changed(server);
    }
}

/// Whether a document is a `debate-ls.toml`.
pub(super) fn is_house_file(uri: &Url) -> bool {
    uri.path_segments().and_then(|mut segments| segments.next_back()) == Some(FILE_NAME)
}

/// Our part of a client’s settings: what stands below `debate`, or all of it where nothing does.
pub(super) fn section(settings: &Value) -> Value {
    settings.get(SECTION).unwrap_or(settings).clone()
}

/// Asks the client for its settings, where it can be asked. Returns at once.
fn pull(server: &Server) {
    if server.client_capabilities().gives_settings {
        let asker = server.clone();
        server.questions().settings.ask(move || ask_for_settings(asker.clone()));
    }
}

async fn ask_for_settings(server: Server) {
    let number = server.next_number();
    let item = |scope_uri| ConfigurationItem { scope_uri, section: Some(SECTION.to_owned()) };
    let folders = server.folders();
    let scopes = [None].into_iter().chain(folders.iter().cloned().map(Some));
    let Ok(answer) = server.client().configuration(scopes.map(item).collect()).await else { return };
    let mut answer = answer.into_iter();
    // A client without an opinion keeps what it said before.
    let Some(everywhere) = answer.next().filter(|wishes| !wishes.is_null()) else { return };
    let folders = folders.iter().map(Url::to_file_path).zip(answer);
    let folders =
        folders.filter_map(|(path, wishes)| Some((path.ok()?, wishes)).filter(|(_, wishes)| !wishes.is_null()));
    let is_newest = server.are_newest_settings(number);
    if is_newest && server.houses().wish(EditorSettings { folders: folders.collect(), everywhere }) {
        changed(&server);
    }
}

/// Lets new settings hold at once: reads the files again, and has the client ask again for what it shows.
pub(super) fn changed(server: &Server) {
    server.houses().forget();
    for open in server.all_open() {
        // Also reads the settings, so that what is wrong in them is told.
        server.context(&open.uri);
        server.publish(open);
    }
    tell(server);
    let (refreshes, questions) = (server.client_capabilities().refreshes, server.questions());
    // A client that refuses one shows what it showed.
    if refreshes.diagnostics {
        let client = server.client().clone();
        questions.diagnostics.ask(move || {
            let client = client.clone();
            async move { drop(client.workspace_diagnostic_refresh().await) }
        });
    }
    if refreshes.code_lenses {
        let client = server.client().clone();
        questions.code_lenses.ask(move || {
            let client = client.clone();
            async move { drop(client.code_lens_refresh().await) }
        });
    }
    if refreshes.semantic_tokens {
        let client = server.client().clone();
        questions.semantic_tokens.ask(move || {
            let client = client.clone();
            async move { drop(client.semantic_tokens_refresh().await) }
        });
    }
    refresh_hints(server);
}

/// Has the client ask again for its hints, where it can. Returns at once.
pub(super) fn refresh_hints(server: &Server) {
    if server.client_capabilities().refreshes.inlay_hints {
        let client = server.client().clone();
        server.questions().inlay_hints.ask(move || {
            let client = client.clone();
            async move { drop(client.inlay_hint_refresh().await) }
        });
    }
}

/// Tells the user what in the settings could not be understood: of a file in its place, of the editor’s in a message.
/// Each once. Returns at once.
pub(super) fn tell(server: &Server) {
    if server.houses().has_troubles() {
        let teller = server.clone();
        server.questions().troubles.ask(move || tell_all(teller.clone()));
    }
}

async fn tell_all(server: Server) {
    let client = server.client();
    for trouble in server.houses().troubles() {
        match trouble {
            Trouble::Editor(message) => client.show_message(MessageType::WARNING, without_links(&message)).await,
            Trouble::Unreadable(file, error) => {
                let message = format!("{}: {error}; ignored", file.display());
                client.show_message(MessageType::WARNING, without_links(&message)).await;
            }
            Trouble::File(file, text, problems) => {
                let Ok(uri) = Url::from_file_path(&file) else { continue };
                client.publish_diagnostics(uri, diagnostics(&server, &text, &problems), None).await;
            }
        }
    }
}

/// `message` so that no editor finds a link in it. VS Code makes one of `[words](command:…)` in a message to its user,
/// and names of files and settings may come from somebody else.
pub(super) fn without_links(message: &str) -> String {
    message.replace("](", "] (")
}

fn diagnostics(server: &Server, text: &str, problems: &[Problem]) -> Vec<Diagnostic> {
    let text = Text::new(text);
    let encoding = server.client_capabilities().encoding;
    let diagnostic = |problem: &Problem| {
        let range = text.range(problem.span, encoding);
        let position = |at: crate::text::Position| Position::new(at.line, at.column);
        Diagnostic {
            range: Range::new(position(range.start), position(range.end)),
            severity: Some(DiagnosticSeverity::WARNING),
            source: Some("debate-ls".to_owned()),
            message: problem.message.clone(),
            ..Diagnostic::default()
        }
    };
    problems.iter().map(diagnostic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_holds_no_link() {
        assert_eq!(without_links("unknown setting `[x](command:y)`"), "unknown setting `[x] (command:y)`");
        assert_eq!(without_links("[a] and (b)"), "[a] and (b)");
    }
}
