"""Shared fixtures: three editors, each connected to a server of its own, and sample briefs.

Every test that takes `editor` runs once for each client, with the capabilities that the real client sends, as captured
by pytest-lsp.
"""

import itertools
import os
import re
from collections import defaultdict
from pathlib import Path
from typing import Union

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

BRIEFS = Path(__file__).parents[1] / "briefs"
TODAY = "2026-11-22"
CLIENTS = ["neovim@0.11.0", "visual_studio_code", "emacs"]

UNITS = {
    types.PositionEncodingKind.Utf8: "utf-8",
    types.PositionEncodingKind.Utf16: "utf-16-le",
    types.PositionEncodingKind.Utf32: "utf-32-le",
}


class Editor:
    """A client, its answer to `initialize`, and its open documents."""

    def __init__(self, name: str, client: LanguageClient, result: types.InitializeResult):
        self.name = name
        self.client = client
        self.server_capabilities = result.capabilities
        self.client_capabilities = client.capabilities
        self.encoding = result.capabilities.position_encoding or types.PositionEncodingKind.Utf16
        self.texts: dict[str, str] = {}
        self.versions = itertools.count(1)
        self.document_numbers = itertools.count(1)

    def open(self, text: str, uri: str | None = None) -> "Document":
        """Opens a document. Without a URI, it gets a new one."""
        uri = uri or f"file:///briefs/{next(self.document_numbers)}.debate"
        item = types.TextDocumentItem(uri=uri, language_id="debate", version=next(self.versions), text=text)
        self.texts[uri] = text
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
        return Document(self, uri)


class Document:
    """An open document, as the editor sees it: positions use the negotiated encoding."""

    def __init__(self, editor: Editor, uri: str):
        self.editor = editor
        self.uri = uri

    @property
    def text(self) -> str:
        return self.editor.texts[self.uri]

    @property
    def id(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(uri=self.uri)

    def _units(self, text: str) -> int:
        encoded = len(text.encode(UNITS[self.editor.encoding]))
        return encoded // {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}[UNITS[self.editor.encoding]]

    def position(self, offset: int) -> types.Position:
        """The position of a character offset."""
        before = self.text[:offset].split("\n")
        return types.Position(line=len(before) - 1, character=self._units(before[-1]))

    def at(self, words: str, skip: int = 0) -> types.Position:
        """The start of the first match of `words`, or of a later one with `skip`."""
        return self.position([match.start() for match in re.finditer(re.escape(words), self.text)][skip])

    def range(self, words: str, skip: int = 0) -> types.Range:
        """The range of the first match of `words`, or of a later one with `skip`."""
        start = [match.start() for match in re.finditer(re.escape(words), self.text)][skip]
        return types.Range(start=self.position(start), end=self.position(start + len(words)))

    def whole(self) -> types.Range:
        """The range of the whole document."""
        return types.Range(start=types.Position(line=0, character=0), end=self.position(len(self.text)))

    def line_length(self, line: int) -> int:
        """The number of columns of a line."""
        return self._units(self.text.split("\n")[line])

    def offset(self, position: types.Position) -> int:
        """The character offset of a position."""
        lines = self.text.split("\n")
        line = lines[position.line]
        for column in range(len(line) + 1):
            if self._units(line[:column]) >= position.character:
                break
        return sum(len(line) + 1 for line in lines[: position.line]) + column

    def text_in(self, range: types.Range) -> str:
        """The text in a range."""
        return self.text[self.offset(range.start) : self.offset(range.end)]

    def position_params(self, words: str, skip: int = 0) -> dict:
        """`text_document` and `position` of a request."""
        return {"text_document": self.id, "position": self.at(words, skip)}

    def replace(self, words: str, new: str, skip: int = 0) -> None:
        """Replaces `words` with `new`."""
        range = self.range(words, skip)
        start, end = self.offset(range.start), self.offset(range.end)
        change = types.TextDocumentContentChangePartial(range=range, text=new)
        document = types.VersionedTextDocumentIdentifier(uri=self.uri, version=next(self.editor.versions))
        self.editor.texts[self.uri] = self.text[:start] + new + self.text[end:]
        params = types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        self.editor.client.text_document_did_change(params)

    def close(self) -> None:
        """Closes the document."""
        self.editor.client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=self.id))


async def connect(name: str, capabilities: types.ClientCapabilities, options=None) -> Editor:
    """Connects a client to a new server and initializes it."""
    client = make_test_lsp_client()
    record_methods(name, client)
    await client.start_io(os.environ["DEBATE_LS"], "serve", "--today", TODAY)
    params = types.InitializeParams(
        process_id=os.getpid(), root_uri=None, capabilities=capabilities, initialization_options=options
    )
    result = await client.initialize_session(params)
    CLIENT_AND_SERVER_CAPABILITIES[name] = (capabilities, result.capabilities)
    return Editor(name, client, result)


CAPABILITIES_PAGE = Path(__file__).parents[2] / "server/docs/capabilities.md"

# Methods that are not in the table of server/docs/capabilities.md. The value is the capability, of the client or the
# server, that makes the method required; None if it always is.
OTHER_METHODS = {
    "$/cancelRequest": None,
    "$/progress": ("client", "window.work_done_progress"),
    "client/registerCapability": ("client", "workspace.did_change_watched_files.dynamic_registration"),
    "codeAction/resolve": ("server", "code_action_provider.resolve_provider"),
    "completionItem/resolve": ("server", "completion_provider.resolve_provider"),
    "exit": None,
    "initialize": None,
    "initialized": None,
    "shutdown": None,
    "textDocument/didClose": None,
    "textDocument/didOpen": None,
    "textDocument/didSave": None,
    "textDocument/diagnostic": ("server", "diagnostic_provider"),
    "textDocument/prepareRename": ("server", "rename_provider.prepare_provider"),
    "textDocument/publishDiagnostics": None,
    "window/showDocument": ("client", "window.show_document.support"),
    "window/workDoneProgress/create": ("client", "window.work_done_progress"),
    "workspace/diagnostic": ("server", "diagnostic_provider.workspace_diagnostics"),
    "workspace/codeLens/refresh": ("client", "workspace.code_lens.refresh_support"),
    "workspace/configuration": ("client", "workspace.configuration"),
    "workspace/didChangeConfiguration": None,
    "workspace/didChangeWatchedFiles": None,
    "workspace/inlayHint/refresh": ("client", "workspace.inlay_hint.refresh_support"),
    "workspace/semanticTokens/refresh": ("client", "workspace.semantic_tokens.refresh_support"),
}

# For each client: the methods used so far in either direction, and the capabilities of client and server.
USED_METHODS: dict[str, set[str]] = defaultdict(set)
CLIENT_AND_SERVER_CAPABILITIES: dict[str, tuple] = {}


def record_methods(name: str, client: LanguageClient) -> None:
    """Records the methods in use, and handles the requests that pytest-lsp does not handle."""

    def record(function: str, index: int) -> None:
        original = getattr(client.protocol, function)

        def wrapper(*args, **kwargs):
            USED_METHODS[name].add(args[index] if len(args) > index else kwargs["method"])
            return original(*args, **kwargs)

        setattr(client.protocol, function, wrapper)

    for function, index in [("notify", 0), ("send_request", 0), ("_handle_notification", 0), ("_handle_request", 1)]:
        record(function, index)

    client.registered = []
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: client.registered.extend(params.registrations))
    for feature in ["codeLens", "inlayHint", "semanticTokens"]:
        client.feature(f"workspace/{feature}/refresh")(lambda *_: None)

    def action(item, _):
        # lsprotocol mistakes an action with a command for a bare command.
        kind = types.Command if isinstance(item.get("command"), str) else types.CodeAction
        return client.protocol._converter.structure(item, kind)

    client.protocol._converter.register_structure_hook(Union[types.Command, types.CodeAction], action)


def is_required(method: str, name: str) -> bool:
    """Whether a method must work for this client."""
    if (capability := OTHER_METHODS.get(method)) is None:
        return True
    side, path = capability
    value = CLIENT_AND_SERVER_CAPABILITIES[name][0 if side == "client" else 1]
    for key in path.split("."):
        value = getattr(value, key, None)
    return bool(value)


def table() -> list[list[str]]:
    """A row for each method, with the status for each client."""
    announced = re.findall(r"^\| `([^`]+)` \|", CAPABILITIES_PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    status = lambda method, name: (
        "tested" if method in USED_METHODS[name] else "MISSING" if is_required(method, name) else "not supported"
    )
    return [[method, *(status(method, name) for name in CLIENTS)] for method in sorted({*announced, *OTHER_METHODS})]


def pytest_terminal_summary(terminalreporter):
    """Prints the table, if every client was tested."""
    if set(CLIENTS) == set(CLIENT_AND_SERVER_CAPABILITIES):
        for method, *statuses in [["method", *CLIENTS], *table()]:
            terminalreporter.write_line(f"{method:44}" + "".join(f"{status:20}" for status in statuses).rstrip())


def pytest_sessionfinish(session, exitstatus):
    """A full run fails if no test uses a method."""
    selected = any("::" in name or name.endswith(".py") for name in session.config.args)
    full_run = not session.config.option.keyword and not selected
    if full_run and exitstatus == 0 and any("MISSING" in row for row in table()):
        session.exitstatus = 1


@pytest_asyncio.fixture(params=CLIENTS)
async def editor(request):
    """One of the three editors. Shuts its server down at the end."""
    editor = await connect(request.param, client_capabilities(request.param))
    yield editor
    await editor.client.shutdown_session()


@pytest.fixture
def seed() -> str:
    """A real brief without markup."""
    return (BRIEFS / "syria.debate").read_text(encoding="utf-8")


@pytest.fixture
def heg() -> str:
    """A brief whose blocks refer to each other, with a source that is quoted twice."""
    return (BRIEFS / "heg.debate").read_text(encoding="utf-8")
