"""What an editor asks to show a brief."""

from lsprotocol import types


async def test_the_outline(editor, seed):
    document = editor.open(seed)
    params = types.DocumentSymbolParams(text_document=document.id)
    symbols = await editor.client.text_document_document_symbol_async(params)
    if isinstance(symbols[0], types.DocumentSymbol):
        [block] = symbols
        tags = block.children
    else:
        block, *tags = symbols
        assert {tag.container_name for tag in tags} == {block.name}
    assert block.name.startswith("Answers to: Russia")
    assert len(tags) == 8
    assert tags[0].name == "Russian mediation in Syria fails"


async def test_hover_tells_the_day(editor, seed):
    document = editor.open(seed)
    hover = await editor.client.text_document_hover_async(types.HoverParams(**document.place("September 7, 2021")))
    assert "Tuesday, September 7, 2021" in hover.contents.value
    assert "5 years 2 months ago" in hover.contents.value
    assert document.at_range(hover.range) == "September 7, 2021"


async def test_diagnostics_are_pulled_or_pushed_and_never_both(editor, seed):
    document = editor.open(seed)
    if editor.server.diagnostic_provider:
        params = types.DocumentDiagnosticParams(text_document=document.id)
        report = await editor.client.text_document_diagnostic_async(params)
        found = report.items
        assert document.uri not in editor.client.diagnostics
    else:
        while document.uri not in editor.client.diagnostics:
            await editor.client.wait_for_notification("textDocument/publishDiagnostics")
        found = editor.client.diagnostics[document.uri]
    lines = [diagnostic.range.start.line for diagnostic in found if diagnostic.code == "cite-year-missing"]
    assert lines == [42]
