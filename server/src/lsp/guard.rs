//! What tower-lsp leaves to its user. Wrapped round its service, this
//!
//! - gives every message its turn in wire order (see [`turns`](crate::lsp::request_order)): by itself tower-lsp lets
//!   handlers overlap at every `.await`, and edits are applied out of order;
//! - turns a panic into an internal error for the request that caused it, where tower-lsp would end;
//! - holds back what a hasty client sends before `initialize` is answered;
//! - mends what tower-lsp and lsp-types 0.94 misread.

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

/// A service with its turns kept.
pub(super) struct Guard<S> {
    inner: S,
    turns: RequestOrder,
    initializing: Option<BoxFuture<()>>,
    shut_down: bool,
}

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

impl<S> Guard<S> {
    pub(super) fn new(inner: S) -> Self {
        Self { inner, turns: RequestOrder::new(), initializing: None, shut_down: false }
    }

    /// What the process is to end with: 0 after `shutdown`, else 1, as the protocol says of `exit`.
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

    /// Gives the message its turn. Whoever polls the future does the work.
    fn call(&mut self, request: Request) -> Self::Future {
        let method = request.method().to_owned();
        let id = request.id().cloned();
        let place = self.turns.next(turn_of(&request));
        let (done, mut waiting) = watch::channel(());
        match method.as_str() {
            "initialize" => self.initializing = Some(Box::pin(async move { while waiting.changed().await.is_ok() {} })),
            "shutdown" => self.shut_down = true,
            _ => {}
        }

        let handler = self.inner.call(mended(request));
        Box::pin(async move {
            let answer = AssertUnwindSafe(place.run(handler)).catch_unwind().await;
            drop(done);
            let refused = |error| id.map(|id| Response::from_error(id, error));
            match answer {
                // Whoever asks is answered; tower-lsp is silent on all that begins with `$/`.
                Ok(Ok(None)) => Ok(refused(Error::method_not_found())),
                Ok(answer) => answer,
                // The panic itself was written to stderr, with its place, by the panic hook.
                Err(_) => Ok(refused(internal_error(format!("Internal error in `{method}`. Please report it.")))),
            }
        })
    }
}

fn turn_of(request: &Request) -> Access {
    match (request.id(), request.method()) {
        (_, "initialize" | "shutdown") => Access::Write,
        (Some(_), _) => Access::Read,
        (None, "window/workDoneProgress/cancel") => Access::Free,
        (None, method) if method.starts_with("$/") => Access::Free,
        (None, _) => Access::Write,
    }
}

fn internal_error(message: String) -> Error {
    Error { code: ErrorCode::InternalError, message: message.into(), data: None }
}

/// What a client may leave out of `initialize`, so what we may leave out where we cannot read it.
const OPTIONAL: [&str; 7] =
    ["rootUri", "workspaceFolders", "processId", "trace", "clientInfo", "initializationOptions", "capabilities"];

/// The request in the form that tower-lsp reads: it refuses a `shutdown` that has `params`, be they `null`.
fn mended(request: Request) -> Request {
    match request.method() {
        "initialize" => mended_initialize(request),
        "shutdown" => with_params(request, |_| None),
        _ => request,
    }
}

/// `initialize` in the form that lsp-types 0.94 reads. It looks for `workspace.diagnostic` where clients send
/// `workspace.diagnostics`, and refuses the whole message for one value that it does not know, a `rootUri`
/// that is a path, say: what it refuses is dropped, so that such a client has a server all the same.
fn mended_initialize(request: Request) -> Request {
    with_params(request, |params| {
        let mut params = params.unwrap_or_else(|| json!({}));
        if let Some(Value::Object(workspace)) = params.pointer_mut("/capabilities/workspace")
            && let Some(diagnostics) = workspace.remove("diagnostics")
        {
            workspace.insert("diagnostic".to_owned(), diagnostics);
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
