"""Files of the folder that are not open: references to them by their names, and their problems."""

from pathlib import Path

import pytest
from lsprotocol import types
from test_editing import edits_of
from test_sync import CARD, until

AFF = "### AT: Cooperation\n\n#### See [[Tolls]], [[tolls.debate]] and [[Cooperation]]\n"
NEG = "#### “See [[Tolls]]”\n"


def add_folder(editor, folder: Path) -> None:
    """Opens a folder in the editor."""
    event = types.WorkspaceFoldersChangeEvent(added=[types.WorkspaceFolder(folder.as_uri(), folder.name)], removed=[])
    editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event=event))


async def target(editor, document, words: str):
    """The file that a reference leads to, once it is known."""

    async def definition():
        params = types.DefinitionParams(**document.position_params(words))
        return await editor.client.text_document_definition_async(params)

    found = (await until(definition))[0]
    return getattr(found, "target_uri", None) or found.uri


async def test_references_follow_a_file_that_gets_another_name(editor, tmp_path):
    old, new = tmp_path / "Tolls.debate", tmp_path / "Tariffs.cards"
    old.write_text("", encoding="utf-8")
    (tmp_path / "neg.debate").write_text(NEG, encoding="utf-8")
    add_folder(editor, tmp_path)
    document = editor.open(AFF, (tmp_path / "aff.debate").as_uri())
    assert await target(editor, document, "Tolls") == old.as_uri()

    filters = editor.server_capabilities.workspace.file_operations.will_rename.filters
    assert [filter.pattern.glob for filter in filters] == ["**/*.{debate,brief,cards,docx}"]
    renames = types.RenameFilesParams([types.FileRename(old_uri=old.as_uri(), new_uri=new.as_uri())])
    edit = await editor.client.workspace_will_rename_files_async(renames)
    changed = [(document.text_in(edit.range), edit.new_text) for edit in edits_of(edit, document.uri)]
    assert changed == [("Tolls", "Tariffs"), ("tolls.debate", "Tariffs.cards")]
    [closed] = edits_of(edit, (tmp_path / "neg.debate").as_uri())
    # The quotation mark is one unit in UTF-16, and three in UTF-8.
    assert closed.range.end.character - closed.range.start.character == len("Tolls")

    moved = types.FileRename(old_uri=old.as_uri(), new_uri=(tmp_path / "old" / "Tolls.debate").as_uri())
    assert await editor.client.workspace_will_rename_files_async(types.RenameFilesParams([moved])) is None

    document.replace("Tolls", "Tariffs")
    old.rename(new)
    editor.client.workspace_did_rename_files(renames)
    files_changed(editor, new)
    assert await target(editor, document, "Tariffs") == new.as_uri()


async def test_new_files_and_files_that_are_gone_are_known(editor, tmp_path):
    add_folder(editor, tmp_path)
    document = editor.open(AFF, (tmp_path / "aff.debate").as_uri())
    tolls = tmp_path / "Tolls.debate"
    tolls.write_text("", encoding="utf-8")
    editor.client.workspace_did_create_files(types.CreateFilesParams([types.FileCreate(uri=tolls.as_uri())]))
    files_changed(editor, tolls)
    assert await target(editor, document, "Tolls") == tolls.as_uri()
    tolls.unlink()
    editor.client.workspace_did_delete_files(types.DeleteFilesParams([types.FileDelete(uri=tolls.as_uri())]))
    files_changed(editor, tolls)

    async def is_gone():
        params = types.DefinitionParams(**document.position_params("Tolls"))
        return not await editor.client.text_document_definition_async(params)

    await until(is_gone)


async def test_problems_of_all_files_are_listed_if_the_user_asks_for_them(editor, tmp_path):
    if not editor.server_capabilities.diagnostic_provider:
        pytest.skip("this client gets the problems of open files")
    neg = tmp_path / "neg.debate"
    neg.write_text(CARD, encoding="utf-8")
    add_folder(editor, tmp_path)

    async def ask(known=()):
        ids = [types.PreviousResultId(uri=report.uri, value=report.result_id) for report in known]
        params = types.WorkspaceDiagnosticParams(previous_result_ids=ids)
        return (await editor.client.workspace_diagnostic_async(params)).items

    assert not await ask()
    editor.client.set_configuration({"debate": {"diagnosticMode": "workspace"}})
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
    [report] = await until(ask)
    assert (report.uri, report.version) == (neg.as_uri(), None)
    assert "cite-empty-field" in [problem.code for problem in report.items]
    assert [again.kind for again in await ask([report])] == ["unchanged"]
    document = editor.open(CARD.replace(",,", ","), neg.as_uri())
    [now] = await ask([report])
    assert "cite-empty-field" not in [problem.code for problem in now.items]
    document.close()


def files_changed(editor, file: Path) -> None:
    """Says that a file has changed, if the editor watches files."""
    watching = editor.client_capabilities.workspace.did_change_watched_files
    if watching and watching.dynamic_registration:
        event = types.FileEvent(uri=file.as_uri(), type=types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[event]))
