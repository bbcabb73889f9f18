//! `workspace/executeCommand`. The answer is text, which the editor shows or copies: a server has no clipboard. One command
//! is only for code actions: it selects a gap after their edits. Others edit the document ([`rewrite`]) or make files
//! ([`convert`]).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandParams, Range, ShowDocumentParams, Url};

use super::server::Server;
use super::{convert, rewrite};
use crate::features::bibliography::{self, Bibliography};
use crate::features::statistics;
use crate::files::conversion::Direction;

const BIBLIOGRAPHY: &str = "debate-ls.bibliography";
/// Makes Word files of briefs.
const EXPORT: &str = "debate-ls.export";
/// Makes briefs of Word files.
const IMPORT: &str = "debate-ls.import";
/// Edits the selected text. The answer is null.
pub(super) const REWRITE: &str = "debate-ls.rewrite";
/// Selects a part of a document in the editor. The answer is null.
pub(super) const SELECT: &str = "debate-ls.select";
const STATISTICS: &str = "debate-ls.statistics";

/// The commands. Each takes one object: `uri`, for the bibliography also `format`, [`SELECT`] takes a [`Selection`],
/// [`REWRITE`] the parameters in [`rewrite`], [`IMPORT`] and [`EXPORT`] those in [`convert`].
pub(super) const COMMANDS: [&str; 6] = [BIBLIOGRAPHY, EXPORT, IMPORT, REWRITE, SELECT, STATISTICS];

#[derive(Debug, Deserialize)]
struct Argument {
    uri: Url,
    #[serde(default)]
    format: Format,
}

/// The part to select.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Selection {
    pub(super) uri: Url,
    pub(super) range: Range,
}

/// The formats of a bibliography, named as on the command line.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Format {
    #[default]
    CslJson,
    Bibtex,
    Table,
}

pub(super) async fn execute_command(server: &Server, params: ExecuteCommandParams) -> Result<Option<Value>> {
    if !COMMANDS.contains(&params.command.as_str()) {
        let known = COMMANDS.join(", ");
        return Err(Error::invalid_params(format!("Unknown command `{}`. Use one of: {known}.", params.command)));
    }
    let given = params.arguments.into_iter().next().unwrap_or_default();
    let invalid = |error: serde_json::Error, form: &str| {
        Error::invalid_params(format!("{}: {error}. Pass {form}.", params.command))
    };
    if params.command == SELECT {
        let selection = serde_json::from_value(given).map_err(|error| invalid(error, "{\"uri\": …, \"range\": …}"))?;
        select(server, selection);
        return Ok(None);
    }
    let direction = match params.command.as_str() {
        IMPORT => Some(Direction::Import),
        EXPORT => Some(Direction::Export),
        _ => None,
    };
    if params.command == REWRITE {
        let form = "{\"uri\": …, \"ranges\": […], \"rewrite\": \"underline\"}";
        rewrite::rewrite(server, serde_json::from_value(given).map_err(|error| invalid(error, form))?).await?;
        return Ok(None);
    }
    if let Some(direction) = direction {
        let form = "{\"uris\": […], \"out\": …, \"overwrite\": false, \"extent\": \"all\", \"send\" or \"read\"}";
        let params = serde_json::from_value(given).map_err(|error| invalid(error, form))?;
        return Ok(Some(json!(convert::convert(server, params, direction).await?)));
    }
    let argument: Argument = serde_json::from_value(given)
        .map_err(|error| invalid(error, "{\"uri\": …, \"format\": \"csl-json\", \"bibtex\" or \"table\"}"))?;
    let is_statistics = params.command == STATISTICS;
    let text = server.on_snapshot(&argument.uri, move |snapshot| {
        if is_statistics {
            return statistics::statistics(&snapshot.brief, &snapshot.context.settings);
        }
        let mut all = Bibliography::default();
        all.add(&snapshot.brief);
        let sources = all.into_sources();
        match argument.format {
            Format::CslJson => format!("{:#}", bibliography::csl_json(&sources)),
            Format::Bibtex => bibliography::bibtex(&sources),
            Format::Table => bibliography::tab_separated(&sources),
        }
    });
    Ok(text.await?.map(|text| json!(text)))
}

/// Returns at once: the client answers when it has shown it.
fn select(server: &Server, Selection { uri, range }: Selection) {
    let client = server.client().clone();
    let show = ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: Some(range) };
    // A client that cannot show it keeps its cursor.
    tokio::spawn(async move { client.show_document(show).await });
}
