"""The requests that change a brief."""

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

BRIEF = """\
### AT: Cooperation

#### Mediation fails

Choi 21, Joseph Choi, reporter, 9-15-21,, “Kremlin: talks are off”, The Hill, https://thehill.com/kremlin

The talks are off, “for good”, said the spokesman. They were never on.

#### See [[AT: Cooperation]]

"""


def edits_of(edit: types.WorkspaceEdit, uri: str) -> list:
    """The edits of one document, from `document_changes` or `changes`."""
    if edit.document_changes:
        [change] = [change for change in edit.document_changes if change.text_document.uri == uri]
        return change.edits
    return edit.changes[uri]


async def test_completion_offers_a_cite_snippet_and_earlier_authors(editor):
    document = editor.open(BRIEF)
    params = types.CompletionParams(text_document=document.id, position=document.position(len(BRIEF)))
    found = await editor.client.text_document_completion_async(params)
    cite = found.items[0]
    snippets = editor.client_capabilities.text_document.completion.completion_item.snippet_support
    assert cite.text_edit.new_text.startswith("${1:Last} " if snippets else "Last ")
    author = next(item for item in found.items if item.label == "Joseph Choi")
    resolved = await editor.client.completion_item_resolve_async(author)
    assert "Kremlin" in resolved.documentation


async def test_a_block_is_renamed_with_its_references(editor):
    document = editor.open(BRIEF)
    if getattr(editor.server_capabilities.rename_provider, "prepare_provider", False):
        prepared = await editor.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(**document.position_params("Cooperation"))
        )
        assert prepared.placeholder == "Cooperation"
    params = types.RenameParams(**document.position_params("Cooperation"), new_name="Talks")
    edits = edits_of(await editor.client.text_document_rename_async(params), document.uri)
    assert [document.text_in(edit.range) for edit in edits] == ["Cooperation", "Cooperation"]
    with pytest.raises(JsonRpcException):
        await editor.client.text_document_rename_async(
            types.RenameParams(**document.position_params("for good"), new_name="Talks")
        )


async def test_a_problem_has_a_fix_and_a_suppression(editor):
    document = editor.open(BRIEF)
    context = types.CodeActionContext(diagnostics=[])
    params = types.CodeActionParams(text_document=document.id, range=document.range(",,"), context=context)
    actions = await editor.client.text_document_code_action_async(params)
    fix = next(action for action in actions if action.is_preferred)
    assert fix.diagnostics[0].code == "cite-empty-field"
    assert edits_of(fix.edit, document.uri)
    assert any(action.title.startswith("Ignore cite-empty-field for") for action in actions)

    context = types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.SourceFixAll])
    params = types.CodeActionParams(text_document=document.id, range=document.whole(), context=context)
    [action] = await editor.client.text_document_code_action_async(params)
    if action.edit is None:
        action = await editor.client.code_action_resolve_async(action)
    assert edits_of(action.edit, document.uri)


async def test_formatting_never_changes_evidence(editor):
    document = editor.open(BRIEF.replace("\n\n", "\n\n\n") + "\n\n")
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    params = types.DocumentFormattingParams(text_document=document.id, options=options)
    edits = await editor.client.text_document_formatting_async(params)
    assert edits
    assert all("spokesman" not in document.text_in(edit.range) for edit in edits)
    params = types.DocumentRangeFormattingParams(
        text_document=document.id, range=document.range("spokesman"), options=options
    )
    assert not await editor.client.text_document_range_formatting_async(params)


@pytest.mark.parametrize(("format", "words"), [("csl-json", '"family": "Choi"'), ("bibtex", "@"), ("table", "\t")])
async def test_the_bibliography(editor, format, words):
    document = editor.open(BRIEF)
    argument = {"uri": document.uri, "format": format}
    params = types.ExecuteCommandParams(command="debate-ls.bibliography", arguments=[argument])
    assert words in await editor.client.workspace_execute_command_async(params)


async def test_the_statistics(editor):
    document = editor.open(BRIEF)
    params = types.ExecuteCommandParams(command="debate-ls.statistics", arguments=[{"uri": document.uri}])
    assert (await editor.client.workspace_execute_command_async(params)).startswith("1 card ")
