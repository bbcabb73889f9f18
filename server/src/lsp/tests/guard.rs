//! A server with handlers that do what a handler should not do. Every test here fails without the guard.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::task::yield_now;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::*;
use tower_lsp::{LanguageServer, async_trait};

use super::editor::Editor;

struct Troublesome {
    versions: Mutex<Vec<i32>>,
    initialized_with: Mutex<Option<InitializeParams>>,
    gate: Mutex<Receiver<()>>,
}

#[async_trait]
impl LanguageServer for Troublesome {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        pause(20_000).await;
        *self.initialized_with.lock().expect("no panic") = Some(params);
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        pause(20).await;
        Ok(())
    }

    /// Earlier changes take longer.
    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let version = params.text_document.version;
        pause(200 - usize::try_from(version).expect("a small version")).await;
        self.versions.lock().expect("no panic").push(version);
    }

    /// The versions when the request begins; answered much later.
    async fn document_symbol(&self, _: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let versions = self.versions.lock().expect("no panic").clone();
        pause(100).await;
        let symbols = versions.iter().map(|version| symbol(&version.to_string())).collect();
        Ok(Some(DocumentSymbolResponse::Nested(symbols)))
    }

    async fn hover(&self, _: HoverParams) -> Result<Option<Hover>> {
        panic!("on purpose");
    }

    /// Blocks its thread until the gate opens. It is not the thread that reads, because handlers that compute yield first.
    async fn folding_range(&self, _: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        yield_now().await;
        self.gate.lock().expect("no panic").recv().expect("the gate opens");
        Ok(None)
    }

    /// Never ends.
    async fn code_lens(&self, _: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        std::future::pending().await
    }

    async fn goto_definition(&self, _: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let params = self.initialized_with.lock().expect("no panic").clone().expect("initialized");
        let refreshes = params.capabilities.workspace.and_then(|workspace| workspace.diagnostic?.refresh_support);
        Ok((refreshes == Some(true)).then(|| GotoDefinitionResponse::Array(Vec::new())))
    }
}

async fn pause(turns: usize) {
    for _ in 0..turns {
        yield_now().await;
    }
}

#[expect(deprecated, reason = "the field has no default")]
fn symbol(name: &str) -> DocumentSymbol {
    DocumentSymbol {
        name: name.to_owned(),
        detail: None,
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        range: Range::default(),
        selection_range: Range::default(),
        children: None,
    }
}

fn troublesome() -> (Editor, Sender<()>) {
    let (open_gate, gate) = channel();
    let editor = Editor::start(|| Troublesome {
        versions: Mutex::default(),
        initialized_with: Mutex::default(),
        gate: Mutex::new(gate),
    });
    (editor, open_gate)
}

fn document() -> Value {
    json!({"textDocument": {"uri": "file:///a"}})
}

fn place() -> Value {
    json!({"textDocument": {"uri": "file:///a"}, "position": {"line": 0, "character": 0}})
}

fn change(editor: &Editor, version: usize) {
    let params = json!({"textDocument": {"uri": "file:///a", "version": version}, "contentChanges": []});
    editor.notify("textDocument/didChange", params);
}

fn seen(answer: &Value) -> Vec<usize> {
    let symbols = answer["result"].as_array().expect("symbols");
    symbols
        .iter()
        .map(|symbol| symbol["name"].as_str().and_then(|name| name.parse().ok()).expect("a version"))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn edits_are_applied_in_the_order_in_which_they_were_sent() {
    let (editor, _gate) = troublesome();
    editor.initialize(json!({}));
    for version in 1..=100 {
        change(&editor, version);
        editor.send_request_as(version as i64, "textDocument/documentSymbol", document());
    }
    for version in 1..=100 {
        assert_eq!(seen(&editor.response(version as i64)), (1..=version).collect::<Vec<_>>());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_is_an_error_of_one_request() {
    let (editor, _gate) = troublesome();
    editor.initialize(json!({}));
    editor.send_request_as(1, "textDocument/hover", place());
    assert_eq!(editor.response(1)["error"]["code"], -32603);
    editor.send_request_as(2, "textDocument/documentSymbol", document());
    assert_eq!(editor.response(2)["result"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_computes_does_not_delay_others() {
    let (editor, gate) = troublesome();
    editor.initialize(json!({}));
    editor.send_request_as(1, "textDocument/foldingRange", document());
    editor.send_request_as(2, "textDocument/documentSymbol", document());
    change(&editor, 1);
    editor.send_request_as(3, "textDocument/documentSymbol", document());
    assert!(seen(&editor.response(2)).is_empty());
    gate.send(()).expect("it waits");
    assert_eq!(editor.response(1)["result"], Value::Null);
    assert_eq!(seen(&editor.response(3)), [1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_can_be_canceled_among_many() {
    let (editor, _gate) = troublesome();
    editor.initialize(json!({}));
    for id in 1..=300 {
        editor.send_request_as(id, "textDocument/codeLens", document());
    }
    editor.notify("$/cancelRequest", json!({"id": 300}));
    assert_eq!(editor.response(300)["error"]["code"], -32800);
    editor.send_request_as(301, "textDocument/documentSymbol", document());
    assert!(seen(&editor.response(301)).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_need_not_wait_for_initialize() {
    let (editor, _gate) = troublesome();
    editor.send_request_as(1, "initialize", json!({"capabilities": {}}));
    editor.notify("initialized", json!({}));
    change(&editor, 7);
    editor.send_request_as(2, "textDocument/documentSymbol", document());
    assert_eq!(seen(&editor.response(2)), [7]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unusual_values_in_initialize_are_read() {
    let (editor, _gate) = troublesome();
    // A path is no URI, and the field is called `diagnostics`.
    let workspace = json!({"diagnostics": {"refreshSupport": true}});
    let params = json!({"rootUri": "/briefs", "processId": -1, "capabilities": {"workspace": workspace}});
    editor.send_request_as(1, "initialize", params);
    assert!(editor.response(1).get("error").is_none());
    editor.send_request_as(2, "textDocument/definition", place());
    assert_eq!(editor.response(2)["result"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exit_after_shutdown_is_success_and_answers_are_still_sent() {
    let (editor, _gate) = troublesome();
    editor.initialize(json!({}));
    editor.send_request_as(1, "textDocument/documentSymbol", document());
    editor.send_request_as(2, "shutdown", Value::Null);
    editor.notify("exit", Value::Null);
    // The input stays open.
    let (said, code) = editor.end().await;
    assert_eq!(code, 0);
    for id in [1, 2] {
        assert!(said.iter().any(|message| message["id"] == id && message.get("error").is_none()), "{id}: {said:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exit_without_shutdown_fails_and_does_not_wait() {
    let (mut editor, _gate) = troublesome();
    editor.initialize(json!({}));
    editor.send_request_as(1, "textDocument/codeLens", document());
    editor.notify_without_params("exit");
    assert_eq!(editor.exit_code().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_exits_at_the_end_of_its_input() {
    let (editor, _gate) = troublesome();
    editor.initialize(json!({}));
    editor.send_request_as(1, "textDocument/documentSymbol", document());
    editor.close_input();
    let (said, code) = editor.end().await;
    assert_eq!(code, 1);
    assert!(said.iter().any(|message| message["id"] == 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unreadable_messages_are_answered_and_skipped() {
    let (editor, _gate) = troublesome();
    editor.initialize(json!({}));
    let unreadable: [&[u8]; 7] = [
        b"Content-Length: 11\r\n\r\n{\"jsonrpc\":",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 2\r\n\r\n{}",
        b"Content-Length: 3\r\n\r\n\"\xFF\"",
        b"a: 1\r\nb: 2\r\nc: 3\r\ncontent-length:2\r\n\r\n{}",
        b"garbage\r\n\r\n\r\ngarbage Content-Length: 2\r\n\r\n{}",
        b"Content-Length: many\r\nContent-Length: 4\r\n\r\nnull",
    ];
    for bytes in unreadable {
        editor.send_raw(bytes);
        let answer = editor.wait_for(|message| message["id"] == Value::Null && message.get("error").is_some());
        let code = answer["error"]["code"].as_i64().expect("a code");
        assert!([-32700, -32600].contains(&code), "{code}");
    }
    let deep = "[".repeat(5000);
    editor.send_raw(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    editor.send_request_as(1, "textDocument/documentSymbol", document());
    assert!(seen(&editor.response(1)).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_notification_is_not_answered() {
    let (editor, _gate) = troublesome();
    editor.initialize(json!({}));
    editor.notify("$/unknown", json!({}));
    editor.notify("unknown", json!({}));
    for (id, method) in [(1, "unknown/request"), (2, "$/unknown")] {
        editor.send_request_as(id, method, json!({}));
        assert_eq!(editor.response(id)["error"]["code"], -32601, "{method}");
    }
    editor.notify_without_params("exit");
    let (said, _) = editor.end().await;
    assert_eq!(said, Vec::<Value>::new());
}

/// When the handler is dropped, the `Arc` has one owner fewer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_canceled_handler_is_dropped() {
    struct Held(Arc<()>);

    #[async_trait]
    impl LanguageServer for Held {
        async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
            Ok(InitializeResult::default())
        }

        async fn shutdown(&self) -> Result<()> {
            Ok(())
        }

        async fn code_lens(&self, _: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
            let _held = Arc::clone(&self.0);
            std::future::pending().await
        }
    }

    let held = Arc::new(());
    let editor = Editor::start(|| Held(Arc::clone(&held)));
    editor.initialize(json!({}));
    editor.send_request_as(1, "textDocument/codeLens", document());
    // Answered only when the read before it has begun.
    editor.notify("initialized", json!({}));
    editor.send_request_as(2, "unknown/request", json!({}));
    editor.response(2);
    assert_eq!(Arc::strong_count(&held), 3);
    editor.notify("$/cancelRequest", json!({"id": 1}));
    editor.response(1);
    assert_eq!(Arc::strong_count(&held), 2);
}
