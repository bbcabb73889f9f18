//! `workspace/diagnostic`: the problems of all briefs in the client's folders, if the user asks for them
//! (`diagnostic_mode`). What has changed is read in the background, and sent as it is found if the client can take it.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    NumberOrString, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport,
};

use super::server::Server;
use super::workspace_pulls::Pull;
use super::workspace_report::{self, MAX_PROBLEMS, Survey, UnreadFile};
use super::{allocator, background_threads};
use crate::features::wording::number;

/// How many files are read before their problems are sent.
const BATCH: usize = 64;

/// Answers at once if there is anything new, and once if there is not. Then a client that takes partial results, and so can
/// wait, gets its answer when something changes.
///
/// # Errors
/// If the client cancels the request.
pub(super) async fn workspace_diagnostic(
    server: &Server,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let mut pull = server.workspace_pulls().begin();
    let known = params.previous_result_ids;
    let mut answer = Answer { server, token: params.partial_result_params.partial_result_token, items: Vec::new() };
    loop {
        server.tub().until_scanned().await;
        pull.begin_report();
        let survey = {
            let (surveyor, known) = (server.clone(), known.clone());
            server.in_background(move |_| Ok(workspace_report::survey(&surveyor, &known))).await?
        };
        let is_quiet = survey.is_quiet();
        if is_quiet && answer.token.is_some() && pull.may_wait() && !pull.is_superseded() {
            pull.wait().await;
            if pull.is_superseded() {
                return Ok(WorkspaceDiagnosticReport::default().into());
            }
            continue;
        }
        if is_quiet {
            pull.is_quiet();
        }
        send(server, survey, &pull, &mut answer).await?;
        return Ok(WorkspaceDiagnosticReport { items: answer.items }.into());
    }
}

/// Sends a report: first what is known, then what has to be read.
async fn send(server: &Server, mut survey: Survey, pull: &Pull<'_>, answer: &mut Answer<'_>) -> Result<()> {
    answer.add(std::mem::take(&mut survey.unchanged)).await;
    let unread = std::mem::take(&mut survey.unread);
    let has_read = !unread.is_empty();
    let mut rest = unread.as_slice();
    while !rest.is_empty() && !pull.is_superseded() {
        if survey.problems >= MAX_PROBLEMS {
            survey.leave_out(rest);
            break;
        }
        let (batch, later) = rest.split_at(rest.len().min(BATCH));
        rest = later;
        let (reports, problems) = read(server, batch.to_vec()).await?;
        survey.problems += problems;
        answer.add(reports).await;
    }
    answer.add(std::mem::take(&mut survey.changed)).await;
    if has_read {
        spawn_blocking(allocator::return_freed_pages);
    }
    if server.workspace_pulls().leaves_out(survey.left_out) {
        let (left_out, most) = (survey.left_out, i64::try_from(MAX_PROBLEMS).unwrap_or(i64::MAX));
        server.log(format!(
            "{} left out of the list of problems: the list has {} problems, or they are very large. Run `debate-ls check`.",
            if left_out == 1 { "1 file is".to_owned() } else { format!("{left_out} files are") },
            number(most),
        ));
    }
    Ok(())
}

/// Reads and checks files: their reports, and how many problems they have.
async fn read(server: &Server, files: Vec<UnreadFile>) -> Result<(Vec<WorkspaceDocumentDiagnosticReport>, usize)> {
    let reader = server.clone();
    server
        .in_background(move |is_canceled| {
            let problems = AtomicUsize::new(0);
            let read = |file: &UnreadFile| {
                if is_canceled() {
                    return Err(Error::request_cancelled());
                }
                let (report, found) = file.report(&reader);
                problems.fetch_add(found, Ordering::Relaxed);
                Ok(report)
            };
            let reports = background_threads::run(|| files.par_iter().map(read).collect::<Result<Vec<_>>>())?;
            Ok((reports, problems.into_inner()))
        })
        .await
}

/// The answer to a request, as it is made.
struct Answer<'s> {
    server: &'s Server,
    /// For partial results, if the client takes them.
    token: Option<NumberOrString>,
    /// What was not sent as a partial result.
    items: Vec<WorkspaceDocumentDiagnosticReport>,
}

/// `$/progress` with a part of an answer.
#[derive(Debug, Serialize, Deserialize)]
struct PartialResult {
    token: NumberOrString,
    value: WorkspaceDiagnosticReport,
}

impl Answer<'_> {
    async fn add(&mut self, items: Vec<WorkspaceDocumentDiagnosticReport>) {
        match &self.token {
            Some(token) if !items.is_empty() => {
                let part = PartialResult { token: token.clone(), value: WorkspaceDiagnosticReport { items } };
                self.server
                    .send_before_answer(&json!({"jsonrpc": "2.0", "method": "$/progress", "params": part}))
                    .await;
            }
            _ => self.items.extend(items),
        }
    }
}
