//! What tower-lsp does not do itself. This wraps its service, and
//!
//! - orders the messages (see [`request_order`](crate::lsp::request_order)): tower-lsp lets handlers overlap at every
//!   `.await`, and applies edits out of order;
//! - turns a panic into an internal error for the request that caused it: tower-lsp would end;
//! - delays what a client sends before `initialize` is answered;
//! - rewrites what tower-lsp and lsp-types 0.94 would misread.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::FutureExt;
use serde_json::{Value, json};
use tokio::sync::watch;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};
use tower_lsp::lsp_types::InitializeParams;
use tower_service::Service;

use super::request_order::{Access, RequestOrder};
use super::word_uri;

/// A service whose messages are ordered.
pub(super) struct Guard<S> {
    inner: S,
    order: RequestOrder,
    initializing: Option<BoxFuture<()>>,
    shut_down: bool,
}

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

impl<S> Guard<S> {
    pub(super) fn new(inner: S) -> Self {
        Self { inner, order: RequestOrder::new(), initializing: None, shut_down: false }
    }

    /// The exit code of the process: 0 after `shutdown`, else 1, as the protocol requires for `exit`.
    pub(super) fn exit_code(&self) -> u8 {
        u8::from(!self.shut_down)
    }
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = BoxFuture<Result<Option<Response>, ExitedError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        if let Some(initializing) = &mut self.initializing {
            if initializing.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.initializing = None;
        }
        self.inner.poll_ready(context)
    }

    /// Gives the message its place in the order. The thread that polls the future does the work.
    fn call(&mut self, request: Request) -> Self::Future {
        let method = request.method().to_owned();
        let id = request.id().cloned();
        let turn = self.order.next(access_of(&request));
        let (done, mut waiting) = watch::channel(());
        match method.as_str() {
            "initialize" => self.initializing = Some(Box::pin(async move { while waiting.changed().await.is_ok() {} })),
            "shutdown" => self.shut_down = true,
            _ => {}
        }

        let handler = self.inner.call(adapted(request));
        Box::pin(async move {
            let answer = AssertUnwindSafe(turn.run(handler)).catch_unwind().await;
            drop(done);
            let refused = |error| id.map(|id| Response::from_error(id, error));
            match answer {
                // Every request gets an answer; tower-lsp does not answer those that begin with `$/`.
                Ok(Ok(None)) => Ok(refused(Error::method_not_found())),
                Ok(answer) if method == "initialize" => answer.map(|answer| answer.map(announcing_word_files)),
                Ok(answer) => answer,
                // The panic hook has written the panic itself to stderr.
                Err(_) => Ok(refused(internal_error(format!("Internal error in `{method}`. Please report it.")))),
            }
        })
    }
}

fn access_of(request: &Request) -> Access {
    match (request.id(), request.method()) {
        (_, "initialize" | "shutdown") => Access::Write,
        (Some(_), _) => Access::Read,
        (None, "window/workDoneProgress/cancel") => Access::None,
        (None, method) if method.starts_with("$/") => Access::None,
        (None, _) => Access::Write,
    }
}

fn internal_error(message: String) -> Error {
    Error { code: ErrorCode::InternalError, message: message.into(), data: None }
}

/// What a client may leave out of `initialize`, and what we may leave out if we cannot parse it.
const OPTIONAL: [&str; 7] =
    ["rootUri", "workspaceFolders", "processId", "trace", "clientInfo", "initializationOptions", "capabilities"];

/// The request in the form that tower-lsp reads: it refuses a `shutdown` with `params`, even if they are `null`.
fn adapted(request: Request) -> Request {
    match request.method() {
        "initialize" => adapted_initialize(request),
        "shutdown" => with_params(request, |_| None),
        _ => request,
    }
}

/// `initialize` in the form that lsp-types 0.94 reads. It looks for `workspace.diagnostic` where clients send
/// `workspace.diagnostics`, and refuses the whole message for one value that it does not know, such as a `rootUri` that
/// is a path. What it refuses is dropped, so that such a client still has a server. It does not know
/// `workspace.textDocumentContent`, which is put among the experimental capabilities.
fn adapted_initialize(request: Request) -> Request {
    with_params(request, |params| {
        let mut params = params.unwrap_or_else(|| json!({}));
        if let Some(Value::Object(workspace)) = params.pointer_mut("/capabilities/workspace")
            && let Some(diagnostics) = workspace.remove("diagnostics")
        {
            workspace.insert("diagnostic".to_owned(), diagnostics);
        }
        if let Some(Value::Object(capabilities)) = params.pointer_mut("/capabilities")
            && let Some(shown) =
                capabilities.get("workspace").and_then(|workspace| workspace.get(TEXT_DOCUMENT_CONTENT))
        {
            let shown = shown.clone();
            let experimental = capabilities.entry("experimental").or_insert_with(|| json!({}));
            if let Value::Object(experimental) = experimental {
                experimental.insert(TEXT_DOCUMENT_CONTENT.to_owned(), shown);
            }
        }
        for field in OPTIONAL {
            if serde_json::from_value::<InitializeParams>(params.clone()).is_ok() {
                break;
            }
            if let Value::Object(params) = &mut params {
                let nothing = if field == "capabilities" { json!({}) } else { Value::Null };
                params.insert(field.to_owned(), nothing);
            }
        }
        Some(params)
    })
}

/// The name of what lsp-types 0.94 does not know, among the capabilities for the workspace of a client and of a server.
const TEXT_DOCUMENT_CONTENT: &str = "textDocumentContent";

/// The answer to `initialize`, which also announces that Word files can be shown.
fn announcing_word_files(answer: Response) -> Response {
    let (id, result) = answer.into_parts();
    match result {
        Ok(mut result) => {
            if let Some(Value::Object(workspace)) = result.pointer_mut("/capabilities/workspace") {
                workspace.insert(TEXT_DOCUMENT_CONTENT.to_owned(), json!({ "schemes": [word_uri::SCHEME] }));
            }
            Response::from_ok(id, result)
        }
        Err(error) => Response::from_error(id, error),
    }
}

fn with_params(request: Request, change: impl FnOnce(Option<Value>) -> Option<Value>) -> Request {
    let (method, id, params) = request.into_parts();
    let mut request = Request::build(method);
    if let Some(params) = change(params) {
        request = request.params(params);
    }
    if let Some(id) = id {
        request = request.id(id);
    }
    request.finish()
}
