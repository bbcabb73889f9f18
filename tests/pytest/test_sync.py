"""How an editor and the server stay in sync: edits, settings, files, progress, cancellation."""

import asyncio

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

CARD = """\
### AT: Cooperation

#### Mediation fails

Choi 21, Joseph Choi, reporter, 9-15-21,, “Kremlin: talks are off”, The Hill, https://thehill.com/kremlin

The talks are off, “for good”, said the spokesman. They were never on.
"""


async def until(condition):
    """Waits until `condition` returns a value, and returns it."""
    async with asyncio.timeout(120):
        while not (answer := await condition()):
            pass
        return answer


async def words_per_minute(editor, document) -> int:
    """The reading speed that the server uses."""
    params = {"textDocument": {"uri": document.uri}}
    return (await editor.client.protocol.send_request_async("debate/brief", params)).wordsPerMinute


async def test_the_brief_request(editor):
    document = editor.open(CARD)
    brief = await editor.client.protocol.send_request_async("debate/brief", {"textDocument": {"uri": document.uri}})
    assert [entry.kind for entry in brief.entries] == ["block", "card"]
    assert brief.entries[1].cites[0].issued.edtf == "2021-09-15"


async def test_diagnostics_follow_edits_and_unchanged_ones_are_not_sent_again(editor):
    document = editor.open(CARD)
    lines = lambda found: [item.range.start.line for item in found if item.code == "cite-empty-field"]
    if editor.server_capabilities.diagnostic_provider:

        async def pull(last=None):
            params = types.DocumentDiagnosticParams(text_document=document.id, previous_result_id=last)
            return await editor.client.text_document_diagnostic_async(params)

        first = await pull()
        assert lines(first.items) == [4]
        document.replace("for good", "for ever")
        second = await pull(first.result_id)
        assert (second.kind, second.result_id) == ("unchanged", first.result_id)
        document.replace("### AT", "\n\n### AT")
        assert lines((await pull(first.result_id)).items) == [6]
    else:
        found = lambda: lines(editor.client.diagnostics.get(document.uri, []))
        for expected, words, new in [
            ([4], "for good", "for ever"),
            ([4], "### AT", "\n\n### AT"),
            ([6], "9-15-21,,", "9-15-21,"),
        ]:
            while found() != expected:
                await editor.client.wait_for_notification("textDocument/publishDiagnostics")
            document.replace(words, new)
        while found():
            await editor.client.wait_for_notification("textDocument/publishDiagnostics")
    document.close()


async def test_the_text_sent_on_save_replaces_the_document(editor):
    document = editor.open("# Old\n")
    params = types.DidSaveTextDocumentParams(text_document=document.id, text="# New\n")
    editor.client.text_document_did_save(params)
    symbols = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=document.id)
    )
    assert [symbol.name for symbol in symbols] == ["New"]


async def test_settings_are_requested_and_apply_at_once_to_their_folder(editor):
    document = editor.open(CARD, "file:///team/neg/heg.debate")
    assert await words_per_minute(editor, document) == 350
    editor.client.set_configuration({"debate": {"wordsPerMinute": 200}})
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))

    async def reads_at(speed, document):
        return await words_per_minute(editor, document) == speed

    await until(lambda: reads_at(200, document))

    editor.client.set_configuration({"debate": {"wordsPerMinute": 300}}, scope_uri="file:///team")
    team = types.WorkspaceFolder(uri="file:///team", name="team")
    event = types.WorkspaceFoldersChangeEvent(added=[team], removed=[])
    editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event=event))
    await until(lambda: reads_at(300, document))
    assert await words_per_minute(editor, editor.open(CARD, "file:///elsewhere/heg.debate")) == 200


async def test_a_mistake_in_the_settings_is_shown(editor):
    editor.client.set_configuration({"debate": {"wordPerMinute": 200}})
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
    while not editor.client.messages:
        await editor.client.wait_for_notification("window/showMessage")
    assert "did you mean `words_per_minute`?" in editor.client.messages[0].message


async def test_the_settings_file_is_watched_if_the_editor_can(editor, tmp_path):
    folder = tmp_path / "Négative, 100% ours"
    folder.mkdir()
    file = tmp_path / "debate-ls.toml"
    file.write_text("words_per_minute = 111")
    document = editor.open(CARD, (folder / "heg.debate").as_uri())
    assert await words_per_minute(editor, document) == 111
    file.write_text("words_per_minute = 'fast'")
    change = types.FileEvent(uri=file.as_uri(), type=types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[change]))
    assert await words_per_minute(editor, document) == 350
    while not editor.client.diagnostics.get(file.as_uri()):
        await editor.client.wait_for_notification("textDocument/publishDiagnostics")
    assert "from 50 to 1000" in editor.client.diagnostics[file.as_uri()][0].message

    capabilities = editor.client_capabilities.workspace
    expected = {
        "workspace/didChangeConfiguration": capabilities.did_change_configuration,
        "workspace/didChangeWatchedFiles": capabilities.did_change_watched_files,
    }
    expected = {method for method, capability in expected.items() if capability and capability.dynamic_registration}
    assert {registration.method for registration in editor.client.registered} == expected


async def test_long_work_shows_progress_and_ends(editor):
    document = editor.open(CARD + "word " * 900_000, "file:///team/long.debate")

    def progress():
        return [report for reports in editor.client.progress_reports.values() for report in reports]

    while not any(isinstance(report, types.WorkDoneProgressEnd) for report in progress()):
        await editor.client.wait_for_notification("$/progress")
    begin, end = progress()
    assert begin.title == "Reading long.debate"
    params = types.HoverParams(**document.position_params("Joseph Choi"))
    assert "900,013 words" in (await editor.client.text_document_hover_async(params)).contents.value


async def test_a_request_can_be_canceled(editor):
    for _ in range(20):
        editor.open(CARD * 1000)
    params = types.WorkspaceSymbolParams(query="mediation")
    request = editor.client.protocol.send_request_async("workspace/symbol", params, msg_id="canceled")
    task = asyncio.ensure_future(request)
    # The request is sent when its task starts.
    await asyncio.sleep(0)
    editor.client.cancel_request(types.CancelParams(id="canceled"))
    with pytest.raises(JsonRpcException) as error:
        await task
    assert error.value.code == -32800
    document = editor.open(CARD)
    assert await editor.client.text_document_hover_async(types.HoverParams(**document.position_params("Choi 21")))


async def test_a_placeholder_in_a_fix_is_selected_if_the_editor_can(editor):
    document = editor.open(CARD.replace("Choi 21, ", "").replace("9-15-21,,", "9-15, ,"))
    context = types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.QuickFix])
    params = types.CodeActionParams(text_document=document.id, range=document.whole(), context=context)
    actions = await editor.client.text_document_code_action_async(params)
    fix = next(action for action in actions if action.title == "Add the year")
    window = editor.client_capabilities.window
    assert bool(fix.command) == bool(window.show_document and window.show_document.support)
    if fix.command:
        command = types.ExecuteCommandParams(command=fix.command.command, arguments=fix.command.arguments)
        await editor.client.workspace_execute_command_async(command)

        async def shown():
            await words_per_minute(editor, document)
            return editor.client.shown_documents

        [shown] = await until(shown)
        document.replace("9-15, ,", "9-15, YEAR,")
        assert (shown.uri, document.text_in(shown.selection)) == (document.uri, "YEAR")


async def test_lenses_replace_hints(editor):
    document = editor.open(CARD)

    async def hints():
        params = types.InlayHintParams(text_document=document.id, range=document.whole())
        return [hint.label for hint in await editor.client.text_document_inlay_hint_async(params)]

    assert [label.startswith("1 card") for label in await hints()] == [True]
    await editor.client.text_document_code_lens_async(types.CodeLensParams(text_document=document.id))
    assert await hints() == []
