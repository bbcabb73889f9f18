"""How an editor and the server keep each other up to date: edits, settings, files, progress, second thoughts."""

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


async def until(wanted):
    """Asks until the answer is one that is wanted."""
    async with asyncio.timeout(120):
        while not (answer := await wanted()):
            pass
        return answer


async def words_per_minute(editor, document) -> int:
    """How fast one reads, as far as the server knows."""
    params = {"textDocument": {"uri": document.uri}}
    return (await editor.client.protocol.send_request_async("debate/brief", params)).wordsPerMinute


async def test_what_a_brief_holds(editor):
    document = editor.open(CARD)
    brief = await editor.client.protocol.send_request_async("debate/brief", {"textDocument": {"uri": document.uri}})
    assert [entry.kind for entry in brief.entries] == ["block", "card"]
    assert brief.entries[1].cites[0].issued.edtf == "2021-09-15"


async def test_diagnostics_follow_the_edits_and_unchanged_ones_are_not_sent_again(editor):
    document = editor.open(CARD)
    lines = lambda found: [item.range.start.line for item in found if item.code == "cite-empty-field"]
    if editor.server.diagnostic_provider:

        async def pull(last=None):
            params = types.DocumentDiagnosticParams(text_document=document.id, previous_result_id=last)
            return await editor.client.text_document_diagnostic_async(params)

        first = await pull()
        assert lines(first.items) == [4]
        document.change("for good", "for ever")
        second = await pull(first.result_id)
        assert (second.kind, second.result_id) == ("unchanged", first.result_id)
        document.change("### AT", "\n\n### AT")
        assert lines((await pull(first.result_id)).items) == [6]
    else:
        found = lambda: lines(editor.client.diagnostics.get(document.uri, []))
        for want, words, by in [([4], "for good", "for ever"), ([4], "### AT", "\n\n### AT"), ([6], "9-15-21,,", "9-15-21,")]:
            while found() != want:
                await editor.client.wait_for_notification("textDocument/publishDiagnostics")
            document.change(words, by)
        while found():
            await editor.client.wait_for_notification("textDocument/publishDiagnostics")
    document.close()


async def test_a_saved_text_is_the_truth(editor):
    document = editor.open("# Old\n")
    params = types.DidSaveTextDocumentParams(text_document=document.id, text="# New\n")
    editor.client.text_document_did_save(params)
    symbols = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=document.id)
    )
    assert [symbol.name for symbol in symbols] == ["New"]


async def test_settings_are_asked_for_and_hold_at_once_in_their_folder(editor):
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


async def test_what_is_wrong_in_the_settings_is_told(editor):
    editor.client.set_configuration({"debate": {"wordPerMinute": 200}})
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
    while not editor.client.messages:
        await editor.client.wait_for_notification("window/showMessage")
    assert "did you mean `words_per_minute`?" in editor.client.messages[0].message


async def test_a_house_file_is_watched_where_the_editor_can(editor, tmp_path):
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

    can = editor.can.workspace
    wanted = {
        "workspace/didChangeConfiguration": can.did_change_configuration,
        "workspace/didChangeWatchedFiles": can.did_change_watched_files,
    }
    wanted = {method for method, ability in wanted.items() if ability and ability.dynamic_registration}
    assert {registration.method for registration in editor.client.registered} == wanted


async def test_what_takes_long_is_told_and_ends(editor):
    document = editor.open(CARD + "word " * 900_000, "file:///team/long.debate")

    def told():
        return [report for reports in editor.client.progress_reports.values() for report in reports]

    while not any(isinstance(report, types.WorkDoneProgressEnd) for report in told()):
        await editor.client.wait_for_notification("$/progress")
    begin, end = told()
    assert begin.title == "Reading long.debate"
    params = types.HoverParams(**document.place("said"))
    assert "900,013 words" in (await editor.client.text_document_hover_async(params)).contents.value


async def test_a_question_can_be_taken_back(editor):
    for _ in range(20):
        editor.open(CARD * 1000)
    params = types.WorkspaceSymbolParams(query="mediation")
    question = editor.client.protocol.send_request_async("workspace/symbol", params, msg_id="taken back")
    asked = asyncio.ensure_future(question)
    # It is sent when its task begins.
    await asyncio.sleep(0)
    editor.client.cancel_request(types.CancelParams(id="taken back"))
    with pytest.raises(JsonRpcException) as refused:
        await asked
    assert refused.value.code == -32800
    document = editor.open(CARD)
    assert await editor.client.text_document_hover_async(types.HoverParams(**document.place("Choi 21")))


async def test_a_gap_in_a_fix_is_selected_where_the_editor_can(editor):
    document = editor.open(CARD.replace("Choi 21, ", "").replace("9-15-21,,", "9-15, ,"))
    context = types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.QuickFix])
    params = types.CodeActionParams(text_document=document.id, range=document.whole(), context=context)
    actions = await editor.client.text_document_code_action_async(params)
    fix = next(action for action in actions if action.title == "Add the year")
    can = editor.can.window
    assert bool(fix.command) == bool(can.show_document and can.show_document.support)
    if fix.command:
        command = types.ExecuteCommandParams(command=fix.command.command, arguments=fix.command.arguments)
        await editor.client.workspace_execute_command_async(command)

        async def shown():
            await words_per_minute(editor, document)
            return editor.client.shown_documents

        [shown] = await until(shown)
        document.change("9-15, ,", "9-15, YEAR,")
        assert (shown.uri, document.at_range(shown.selection)) == (document.uri, "YEAR")


async def test_lenses_take_the_place_of_hints(editor):
    document = editor.open(CARD)

    async def hints():
        params = types.InlayHintParams(text_document=document.id, range=document.whole())
        return [hint.label for hint in await editor.client.text_document_inlay_hint_async(params)]

    assert [label.startswith("1 card") for label in await hints()] == [True, False]
    await editor.client.text_document_code_lens_async(types.CodeLensParams(text_document=document.id))
    assert [label.startswith("1 card") for label in await hints()] == [False]
