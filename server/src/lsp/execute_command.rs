//! `workspace/executeCommand`. The answer is text, which the editor shows or copies: a server has no clipboard. One command
//! is only for code actions: it selects a gap after their edits. Others edit documents ([`rewrite`], [`speech`]) or make
//! files ([`convert`]).

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandParams, MessageType, Position, Range, Url};

use super::rewrite::{self, REWRITE};
use super::select::{self, SELECT};
use super::server::Server;
use super::{convert, from_proto, speech};
use crate::document::context::AnalysisContext;
use crate::features::bibliography::{self, Bibliography};
use crate::features::{document_symbols, hover, statistics};
use crate::files::conversion::Direction;

const BIBLIOGRAPHY: &str = "debate-ls.bibliography";
/// Gives the text of a card: see [`speech::CopyParams`].
const COPY: &str = "debate-ls.copy";
/// Makes Word files of briefs: see [`convert::ConvertParams`].
const EXPORT: &str = "debate-ls.export";
/// Makes briefs of Word files: see [`convert::ConvertParams`].
const IMPORT: &str = "debate-ls.import";
/// Moves a card or a block: see [`speech::MoveParams`]. The answer is null.
const MOVE: &str = "debate-ls.move";
/// Adds a card to a speech document or another brief: see [`speech::SendParams`]. The answer is the card’s name.
const SEND: &str = "debate-ls.send";
/// Shows what is under a heading, in a message: a click on a lens. The answer is null.
pub(super) const SHOW_SECTION: &str = "debate-ls.showSection";
const STATISTICS: &str = "debate-ls.statistics";

/// The commands. Each takes one object: `uri`, for the bibliography also `format`, [`SELECT`] takes a [`Selection`](select::Selection), the
/// others the parameters in [`rewrite`], [`speech`] and [`convert`].
pub(super) const COMMANDS: [&str; 10] =
    [BIBLIOGRAPHY, COPY, EXPORT, IMPORT, MOVE, REWRITE, SELECT, SEND, SHOW_SECTION, STATISTICS];

#[derive(Debug, Deserialize)]
struct Argument {
    uri: Url,
    #[serde(default)]
    format: Format,
}

/// A heading.
#[derive(Debug, Deserialize)]
struct Section {
    uri: Url,
    position: Position,
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
    let command = params.command.as_str();
    match command {
        SELECT => {
            select::select(server, read(command, given, "{\"uri\": …, \"range\": …}")?);
            return Ok(None);
        }
        REWRITE => {
            let form = "{\"uri\": …, \"ranges\": […], \"rewrite\": \"underline\"}";
            rewrite::rewrite(server, read(command, given, form)?).await?;
            return Ok(None);
        }
        MOVE => {
            speech::move_to(server, read(command, given, "{\"uri\": …, \"from\": …, \"before\": …}")?).await?;
            return Ok(None);
        }
        SEND => return speech::send(server, read(command, given, "{\"uri\": …, \"range\": …, \"to\": …}")?).await,
        SHOW_SECTION => {
            show_section(server, read(command, given, "{\"uri\": …, \"position\": …}")?).await?;
            return Ok(None);
        }
        COPY => {
            let form = "{\"uri\": …, \"position\": …, \"form\": \"disclosed\"}";
            return speech::copy(server, read(command, given, form)?).await;
        }
        IMPORT | EXPORT => {
            let form = "{\"uris\": […], \"out\": …, \"overwrite\": false, \"extent\": \"all\", \"send\" or \"read\"}";
            let direction = if command == IMPORT { Direction::Import } else { Direction::Export };
            let converted = convert::convert(server, read(command, given, form)?, direction).await?;
            return Ok(Some(json!(converted)));
        }
        _ => {}
    }
    let form = "{\"uri\": …, \"format\": \"csl-json\", \"bibtex\" or \"table\"}";
    let argument: Argument = read(command, given, form)?;
    let is_statistics = command == STATISTICS;
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

async fn show_section(server: &Server, Section { uri, position }: Section) -> Result<()> {
    let found = server.on_snapshot(&uri, move |snapshot| {
        let at = from_proto::span(snapshot, Range::new(position, position)).start;
        let name = document_symbols::symbol(snapshot.brief.entry_at(at)?)?.name;
        let AnalysisContext { settings, today, .. } = &snapshot.context;
        let page = hover::hover(&snapshot.brief, at, settings, *today)?.page();
        Some(format!(
            "{name}: {}",
            page.plain_text().split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(". ")
        ))
    });
    if let Some(message) = found.await?.flatten() {
        let client = server.client().clone();
        tokio::spawn(async move { client.show_message(MessageType::INFO, message).await });
    }
    Ok(())
}

/// The argument of a command, of which an error shows the form.
fn read<T: DeserializeOwned>(command: &str, given: Value, form: &str) -> Result<T> {
    serde_json::from_value(given).map_err(|error| Error::invalid_params(format!("{command}: {error}. Pass {form}.")))
}
