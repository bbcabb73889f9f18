//! Shows the user what is wrong in the settings: problems in a `debate-ls.toml` as diagnostics of that file, problems in
//! the editor's settings as a message. Each is reported once.

use std::sync::Arc;

use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, MessageType, Position, Range, Url};

use super::repeated_request::RepeatedRequest;
use crate::settings::configuration::Problem;
use crate::settings::resolver::{SettingsProblem, SettingsResolver};
use crate::text::{self, Encoding, Text};

/// Reports the problems that `resolver` has found since the last report. Returns at once.
pub(super) fn report(
    resolver: &Arc<SettingsResolver>,
    client: &Client,
    encoding: Encoding,
    request: &Arc<RepeatedRequest>,
) {
    if resolver.has_problems() {
        let (resolver, client) = (Arc::clone(resolver), client.clone());
        request.send(move || report_all(Arc::clone(&resolver), client.clone(), encoding));
    }
}

async fn report_all(resolver: Arc<SettingsResolver>, client: Client, encoding: Encoding) {
    for problem in resolver.take_problems() {
        match problem {
            SettingsProblem::Editor(message) => {
                client.show_message(MessageType::WARNING, without_links(&message)).await;
            }
            SettingsProblem::Unreadable(file, error) => {
                let message = format!("{}: {error}; ignored", file.display());
                client.show_message(MessageType::WARNING, without_links(&message)).await;
            }
            SettingsProblem::File(file, text, problems) => {
                let Ok(uri) = Url::from_file_path(&file) else { continue };
                client.publish_diagnostics(uri, diagnostics(&text, &problems, encoding), None).await;
            }
        }
    }
}

/// `message` without links. VS Code makes a link of `[words](command:…)` in a message to its user, and the names of files
/// and settings may come from somebody else.
pub(super) fn without_links(message: &str) -> String {
    message.replace("](", "] (")
}

fn diagnostics(text: &str, problems: &[Problem], encoding: Encoding) -> Vec<Diagnostic> {
    let text = Text::new(text);
    let diagnostic = |problem: &Problem| {
        let range = text.range(problem.span, encoding);
        let position = |at: text::Position| Position::new(at.line, at.column);
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
    fn a_message_has_no_link() {
        assert_eq!(without_links("unknown setting `[x](command:y)`"), "unknown setting `[x] (command:y)`");
        assert_eq!(without_links("[a] and (b)"), "[a] and (b)");
    }
}
