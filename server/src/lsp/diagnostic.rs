//! `textDocument/diagnostic`, for clients that pull diagnostics.

use serde_json::json;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::server::Server;
use super::to_proto;
use crate::document::snapshot::Snapshot;

/// LSP 3.17, `ServerCancelled`: the client may ask again.
const SERVER_CANCELLED: i64 = -32802;

pub(super) async fn diagnostic(
    server: &Server,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let uri = params.text_document.uri;
    let client_capabilities = server.client_capabilities();
    let known = params.previous_result_id;
    let report = server.on_snapshot(&uri, |snapshot| {
        let result_id = result_id(snapshot);
        if known.as_ref() == Some(&result_id) {
            unchanged(result_id)
        } else {
            full(Some(result_id), to_proto::diagnostics(snapshot, &uri, client_capabilities))
        }
    });
    match report.await {
        Ok(report) => Ok(report.unwrap_or_else(|| full(None, Vec::new())).into()),
        // Clients take other errors as an empty list; with this one they keep what they show and ask again.
        Err(error) if error.code == ErrorCode::ContentModified => Err(Error {
            code: ErrorCode::ServerError(SERVER_CANCELLED),
            message: error.message,
            data: Some(json!({ "retriggerRequest": true })),
        }),
        Err(error) => Err(error),
    }
}

/// The same for the same diagnostics.
pub(super) fn result_id(snapshot: &Snapshot) -> String {
    format!("{:016x}", snapshot.diagnostics.fingerprint())
}

fn unchanged(result_id: String) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    })
}

fn full(result_id: Option<String>, items: Vec<tower_lsp::lsp_types::Diagnostic>) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}
