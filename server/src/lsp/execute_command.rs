//! `workspace/executeCommand`: what is asked of a brief by name. The answer is text, which the editor shows or copies:
//! a server has no clipboard.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandParams, Url};

use super::server::Server;
use crate::features::bibliography::{self, Bibliography};
use crate::features::statistics;

/// The commands. Both take one object: `uri`, and for the bibliography also `format`.
pub(super) const COMMANDS: [&str; 2] = ["debate-ls.bibliography", "debate-ls.statistics"];

#[derive(Debug, Deserialize)]
struct Argument {
    uri: Url,
    #[serde(default)]
    format: Format,
}

/// The forms of a bibliography, named as on the command line.
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
        return Err(Error::invalid_params(format!("{}: there is no such command; there are {known}", params.command)));
    }
    let given = params.arguments.into_iter().next().unwrap_or_default();
    let argument: Argument = serde_json::from_value(given).map_err(|error| {
        let form = "{\"uri\": …, \"format\": \"csl-json\", \"bibtex\" or \"table\"}";
        Error::invalid_params(format!("{}: {error}; give it {form}", params.command))
    })?;
    let is_statistics = params.command == COMMANDS[1];
    let told = server.on_snapshot(&argument.uri, move |snapshot| {
        if is_statistics {
            return statistics::statistics(&snapshot.brief, &snapshot.terms.settings);
        }
        let mut all = Bibliography::default();
        all.add(&snapshot.brief);
        let sources = all.into_sources();
        match argument.format {
            Format::CslJson => format!("{:#}", bibliography::csl_json(&sources)),
            Format::Bibtex => bibliography::bibtex(&sources),
            Format::Table => bibliography::rows(&sources).iter().map(|row| row.join("\t") + "\n").collect(),
        }
    });
    Ok(told.await?.map(|told| json!(told)))
}
