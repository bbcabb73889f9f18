"""What the tests share: three editors, each connected to a server of its own, and a brief.

Every test that takes `editor` runs once for each client. Its capabilities are those that the client really sends,
captured by pytest-lsp.
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
    """A client, what it was answered to `initialize`, and the documents that it has open."""

    def __init__(self, name: str, client: LanguageClient, answer: types.InitializeResult):
        self.name = name
        self.client = client
        self.server = answer.capabilities
        self.can = client.capabilities
        self.encoding = answer.capabilities.position_encoding or types.PositionEncodingKind.Utf16
        self.texts: dict[str, str] = {}
        self.versions = itertools.count(1)
        self.numbers = itertools.count(1)

    def open(self, text: str, uri: str | None = None) -> "Document":
        """Opens a document; without a name it gets one of its own."""
        uri = uri or f"file:///briefs/{next(self.numbers)}.debate"
        item = types.TextDocumentItem(uri=uri, language_id="debate", version=next(self.versions), text=text)
        self.texts[uri] = text
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
        return Document(self, uri)


class Document:
    """An open document, seen from the editor: positions are in the units that were agreed on."""

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
        """The position of the character with this number."""
        before = self.text[:offset].split("\n")
        return types.Position(line=len(before) - 1, character=self._units(before[-1]))

    def at(self, words: str, skip: int = 0) -> types.Position:
        """The position of these words' first letter; of their second place, after `skip=1`."""
        return self.position([match.start() for match in re.finditer(re.escape(words), self.text)][skip])

    def range(self, words: str, skip: int = 0) -> types.Range:
        """The range of these words."""
        start = [match.start() for match in re.finditer(re.escape(words), self.text)][skip]
        return types.Range(start=self.position(start), end=self.position(start + len(words)))

    def whole(self) -> types.Range:
        """The range of all of it."""
        return types.Range(start=types.Position(line=0, character=0), end=self.position(len(self.text)))

    def line_length(self, line: int) -> int:
        """How many columns a line has."""
        return self._units(self.text.split("\n")[line])

    def offset(self, position: types.Position) -> int:
        """The number of the character at a position."""
        lines = self.text.split("\n")
        line = lines[position.line]
        for column in range(len(line) + 1):
            if self._units(line[:column]) >= position.character:
                break
        return sum(len(line) + 1 for line in lines[: position.line]) + column

    def at_range(self, range: types.Range) -> str:
        """The words that a range covers."""
        return self.text[self.offset(range.start) : self.offset(range.end)]

    def place(self, words: str, skip: int = 0) -> dict:
        """`textDocument` and `position`, for a request."""
        return {"text_document": self.id, "position": self.at(words, skip)}

    def change(self, words: str, by: str, skip: int = 0) -> None:
        """Puts other words in the place of these."""
        range = self.range(words, skip)
        start, end = self.offset(range.start), self.offset(range.end)
        change = types.TextDocumentContentChangePartial(range=range, text=by)
        document = types.VersionedTextDocumentIdentifier(uri=self.uri, version=next(self.editor.versions))
        self.editor.texts[self.uri] = self.text[:start] + by + self.text[end:]
        params = types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        self.editor.client.text_document_did_change(params)

    def close(self) -> None:
        """Closes it."""
        self.editor.client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=self.id))


async def connected(name: str, capabilities: types.ClientCapabilities, options=None) -> Editor:
    """A client that has shaken hands with a server of its own."""
    client = make_test_lsp_client()
    listen(name, client)
    await client.start_io(os.environ["DEBATE_LS"], "serve", "--today", TODAY)
    params = types.InitializeParams(
        process_id=os.getpid(), root_uri=None, capabilities=capabilities, initialization_options=options
    )
    answer = await client.initialize_session(params)
    KNOWN[name] = (capabilities, answer.capabilities)
    return Editor(name, client, answer)


CAPABILITIES = Path(__file__).parents[2] / "server/docs/capabilities.md"

# What is no capability of the server, and for which clients it has to work: a way through what one of the two says.
BESIDES = {
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
    "workspace/codeLens/refresh": ("client", "workspace.code_lens.refresh_support"),
    "workspace/configuration": ("client", "workspace.configuration"),
    "workspace/didChangeConfiguration": None,
    "workspace/didChangeWatchedFiles": None,
    "workspace/inlayHint/refresh": ("client", "workspace.inlay_hint.refresh_support"),
    "workspace/semanticTokens/refresh": ("client", "workspace.semantic_tokens.refresh_support"),
}

# Of each client, the methods that were spoken so far, either way; and what it and the server said of themselves.
SPOKEN: dict[str, set[str]] = defaultdict(set)
KNOWN: dict[str, tuple] = {}


def listen(name: str, client: LanguageClient) -> None:
    """Takes down which methods are spoken, and answers what pytest-lsp leaves open."""

    def overheard(function: str, place: int) -> None:
        spoken = getattr(client.protocol, function)

        def speak(*args, **kwargs):
            SPOKEN[name].add(args[place] if len(args) > place else kwargs["method"])
            return spoken(*args, **kwargs)

        setattr(client.protocol, function, speak)

    for function, place in [("notify", 0), ("send_request", 0), ("_handle_notification", 0), ("_handle_request", 1)]:
        overheard(function, place)

    client.registered = []
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: client.registered.extend(params.registrations))
    for shown in ["codeLens", "inlayHint", "semanticTokens"]:
        client.feature(f"workspace/{shown}/refresh")(lambda *_: None)

    def action(item, _):
        # lsprotocol takes an action that ends in a command for a bare command.
        kind = types.Command if isinstance(item.get("command"), str) else types.CodeAction
        return client.protocol._converter.structure(item, kind)

    client.protocol._converter.register_structure_hook(Union[types.Command, types.CodeAction], action)


def has_to_work(method: str, name: str) -> bool:
    """Whether a method is one for this client."""
    if (way := BESIDES.get(method)) is None:
        return True
    side, path = way
    at = KNOWN[name][0 if side == "client" else 1]
    for step in path.split("."):
        at = getattr(at, step, None)
    return bool(at)


def table() -> list[list[str]]:
    """A line for each method; for each client a word on whether it was spoken."""
    announced = re.findall(r"^\| `([^`]+)` \|", CAPABILITIES.read_text(encoding="utf-8"), re.MULTILINE)
    word = lambda method, name: (
        "spoken" if method in SPOKEN[name] else "MISSING" if has_to_work(method, name) else "not for it"
    )
    return [[method, *(word(method, name) for name in CLIENTS)] for method in sorted({*announced, *BESIDES})]


def pytest_terminal_summary(terminalreporter):
    """Shows the table, where every client was there."""
    if set(CLIENTS) == set(KNOWN):
        for method, *words in [["method", *CLIENTS], *table()]:
            terminalreporter.write_line(f"{method:44}" + "".join(f"{word:20}" for word in words).rstrip())


def pytest_sessionfinish(session, exitstatus):
    """A method that no test speaks is a failure of a run of all tests."""
    everything = not session.config.option.keyword and not any("::" in name for name in session.config.args)
    if everything and exitstatus == 0 and any("MISSING" in line for line in table()):
        session.exitstatus = 1


@pytest_asyncio.fixture(params=CLIENTS)
async def editor(request):
    """One of the three, with an orderly end."""
    editor = await connected(request.param, client_capabilities(request.param))
    yield editor
    await editor.client.shutdown_session()


@pytest.fixture
def seed() -> str:
    """The brief that the project began with."""
    return (BRIEFS / "syria.debate").read_text(encoding="utf-8")


@pytest.fixture
def heg() -> str:
    """Blocks that name each other, and a source that is quoted twice."""
    return (BRIEFS / "heg.debate").read_text(encoding="utf-8")
