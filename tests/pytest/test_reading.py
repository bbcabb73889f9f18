"""What an editor asks to show a brief, and to find one's way in it."""

import pytest
from lsprotocol import types


def flat(symbols) -> list[tuple[str, str | None]]:
    """Each symbol's name, and that of the one it stands under."""
    if symbols and isinstance(symbols[0], types.SymbolInformation):
        return [(symbol.name, symbol.container_name) for symbol in symbols]
    found = []

    def walk(symbols, above):
        for symbol in symbols:
            found.append((symbol.name, above))
            walk(symbol.children or [], symbol.name)

    walk(symbols, None)
    return found


async def test_the_outline(editor, seed):
    document = editor.open(seed)
    params = types.DocumentSymbolParams(text_document=document.id)
    symbols = await editor.client.text_document_document_symbol_async(params)
    tree = editor.can.text_document.document_symbol.hierarchical_document_symbol_support
    assert isinstance(symbols[0], types.DocumentSymbol if tree else types.SymbolInformation)
    (block, above), *tags = flat(symbols)
    assert block.startswith("Answers to: Russia") and above is None
    assert len(tags) == 8
    assert tags[0] == ("Russian mediation in Syria fails", block)


async def test_hover_tells_the_day(editor, seed):
    document = editor.open(seed)
    hover = await editor.client.text_document_hover_async(types.HoverParams(**document.place("September 7, 2021")))
    assert "Tuesday, September 7, 2021" in hover.contents.value
    assert "5 years 2 months ago" in hover.contents.value
    assert document.at_range(hover.range) == "September 7, 2021"


async def test_hover_tells_where_else_a_source_is_quoted(editor, heg):
    document = editor.open(heg)
    hover = await editor.client.text_document_hover_async(types.HoverParams(**document.place("Choi 21", skip=1)))
    assert "Also quoted in “Primacy keeps the peace “everywhere” — Asia first”" in hover.contents.value
    formats = editor.can.text_document.hover.content_format
    assert hover.contents.kind == formats[0]


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


async def test_folds_hide_sections_cards_and_bodies(editor, heg):
    document = editor.open(heg)
    params = types.FoldingRangeParams(text_document=document.id)
    folds = await editor.client.text_document_folding_range_async(params)
    lines = heg.splitlines()
    shown = {(lines[fold.start_line][:12], lines[fold.end_line][:12]) for fold in folds}
    assert len(folds) == len(shown) == 11
    assert ("# Neg", "The United S") in shown
    assert ("### Heg Good", "The sea lane") in shown
    assert ("#### Primacy", "Nobody came.") in shown
    assert ("**Choi 21** ", "Nobody came.") in shown
    can = editor.can.text_document.folding_range
    if can and can.line_folding_only:
        assert all(fold.start_character is None and fold.end_character is None for fold in folds)
    else:
        assert all(fold.start_character == document.line_length(fold.start_line) for fold in folds)
    labelled = can and can.folding_range and can.folding_range.collapsed_text
    assert all((fold.collapsed_text is not None) == bool(labelled) for fold in folds)


async def test_the_selection_grows_from_word_to_document(editor, heg):
    document = editor.open(heg)
    params = types.SelectionRangeParams(text_document=document.id, positions=[document.at("never"), document.at("Asia")])
    body, tag = await editor.client.text_document_selection_range_async(params)
    shown = []
    while body:
        shown.append(document.at_range(body.range))
        body = body.parent
    assert shown[0] == "never"
    assert shown[1] == "They were **never** on"
    assert shown[2] == "__They were **never** on__, he added."
    assert shown[3].startswith("The talks are off") and shown[3].endswith("on Monday.")
    assert shown[4].endswith("Nobody will.")
    assert shown[5].startswith("#### Primacy")
    assert [words.split("\n")[0] for words in shown[6:]] == ["### Heg Good", "## Impacts", "# Neg", "# Neg"]
    assert shown[-1] == heg
    assert document.at_range(tag.range) == "Asia"
    assert document.at_range(tag.parent.range) == "Primacy keeps the peace “everywhere” — Asia first"


async def test_links_can_be_followed(editor, heg):
    document = editor.open(heg)
    links = await editor.client.text_document_document_link_async(types.DocumentLinkParams(text_document=document.id))
    assert [(document.at_range(link.range), link.target) for link in links] == [
        ("https://thehill.com/kremlin-talks", "https://thehill.com/kremlin-talks"),
        ("doi:10.1080/00396338.2021.1", "https://doi.org/10.1080/00396338.2021.1"),
    ]


def targets(found) -> list[tuple[str, types.Range]]:
    """Where one lands, in whichever form it is told."""
    if isinstance(found, types.Location):
        found = [found]
    return [
        (place.target_uri, place.target_selection_range)
        if isinstance(place, types.LocationLink)
        else (place.uri, place.range)
        for place in found
    ]


@pytest.mark.parametrize(
    ("words", "skip", "line"),
    [
        ("AT: Heg good", 0, "### Heg Good"),
        ("Heg Good", 0, "### 2AC---AT: Heg good"),
        ("AT: Heg Good]]", 0, "### 2AC---AT: Heg good"),
    ],
)
async def test_from_answer_to_argument_and_back(editor, heg, words, skip, line):
    document = editor.open(heg)
    params = types.DefinitionParams(**document.place(words, skip))
    found = await editor.client.text_document_definition_async(params)
    [(uri, range)] = targets(found)
    assert (uri, heg.splitlines()[range.start.line]) == (document.uri, line)
    assert document.at_range(range).lower() == "heg good"
    can = editor.can.text_document.definition
    assert isinstance(found[0], types.LocationLink) == bool(can and can.link_support)


async def test_definitions_are_found_in_other_open_briefs(editor, heg):
    other = editor.open("### Heg Bad\n")
    document = editor.open(heg + "\n### AT: Heg Bad\n")
    params = types.DefinitionParams(**document.place("Heg Bad"))
    [(uri, range)] = targets(await editor.client.text_document_definition_async(params))
    assert (uri, other.at_range(range)) == (other.uri, "Heg Bad")
    other.close()
    assert await editor.client.text_document_definition_async(params) is None


async def test_references_with_and_without_the_block_itself(editor, heg):
    document = editor.open(heg)
    other = editor.open("# 1AR\n\n### AT: HEG GOOD\n")
    for declaration, want in [(True, 4), (False, 3)]:
        context = types.ReferenceContext(include_declaration=declaration)
        params = types.ReferenceParams(context=context, **document.place("Heg Good"))
        found = await editor.client.text_document_references_async(params)
        assert len(found) == want
        assert (other.uri, "HEG GOOD") in {(place.uri, other.at_range(place.range)) for place in found[-1:]}


async def test_the_cards_of_one_source_light_up(editor, heg):
    document = editor.open(heg)
    params = types.DocumentHighlightParams(**document.place("Choi 21", skip=1))
    found = await editor.client.text_document_document_highlight_async(params)
    shown = [(document.at_range(place.range), place.kind) for place in found]
    assert shown == [("Choi 21", types.DocumentHighlightKind.Write), ("Choi 21", types.DocumentHighlightKind.Read)]
    alone = types.DocumentHighlightParams(**document.place("Press TV"))
    assert await editor.client.text_document_document_highlight_async(alone) is None


async def test_any_open_block_or_tag_is_found_by_its_letters(editor, heg, seed):
    editor.open(heg)
    editor.open(seed)

    async def search(query):
        return await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams(query=query))

    [found] = await search("prmcy peace")
    assert (found.name, found.container_name) == (
        "Primacy keeps the peace “everywhere” — Asia first",
        "Neg › Impacts › Heg Good",
    )
    assert len(await search("")) == 9 + 9
    assert await search("zzzz") == []


async def test_hints_tell_dates_and_sums_in_the_range_asked_for(editor, heg):
    document = editor.open(heg)

    async def ask(range):
        params = types.InlayHintParams(text_document=document.id, range=range)
        return await editor.client.text_document_inlay_hint_async(params)

    hints = await ask(document.whole())
    shown = {hint.label: heg.splitlines()[hint.position.line] for hint in hints}
    assert shown["3 cards · 10 s"] == "# Neg"
    assert shown["2021-09-07 · 5 years 2 months ago"].startswith("Press TV")
    assert all(hint.position.character == document.line_length(hint.position.line) for hint in hints)
    cite = document.range("Press TV, September 7, 2021, “Russia fills in,” doi:10.1080/00396338.2021.1")
    assert [hint.label for hint in await ask(cite)] == ["2021-09-07 · 5 years 2 months ago"]
    assert not await ask(document.range("Nobody came."))


async def test_a_lens_over_each_block(editor, heg):
    document = editor.open(heg)
    lenses = await editor.client.text_document_code_lens_async(types.CodeLensParams(text_document=document.id))
    shown = [(document.at_range(lens.range), lens.command.title.split(" · ")[0]) for lens in lenses]
    assert shown == [("Heg Good", "2 cards"), ("2AC---AT: Heg good", "1 card")]
    assert "read" in lenses[0].command.title


def words_of(document, legend, data) -> list[tuple[str, str, list[str]]]:
    """Each token's words, type and modifiers."""
    lines = document.text.split("\n")
    line = column = 0
    found = []
    for lines_down, columns, length, kind, bits in zip(*[iter(data)] * 5, strict=True):
        line, column = line + lines_down, columns if lines_down else column + columns
        start = types.Position(line=line, character=column)
        end = types.Position(line=line, character=column + length)
        words = document.at_range(types.Range(start=start, end=end))
        assert words and words in lines[line]
        besides = [name for bit, name in enumerate(legend.token_modifiers) if bits >> bit & 1]
        found.append((words, legend.token_types[kind], besides))
    return found


async def test_colours_for_all_for_a_range_and_for_what_changed(editor, heg):
    document = editor.open(heg)
    legend = editor.server.semantic_tokens_provider.legend
    whole = types.SemanticTokensParams(text_document=document.id)
    first = await editor.client.text_document_semantic_tokens_full_async(whole)
    shown = words_of(document, legend, first.data)
    for token in [
        ("Heg Good", "block", ["declaration"]),
        ("Primacy keeps the peace “everywhere” — Asia first", "tag", []),
        ("Choi 21", "shortCite", []),
        ("9-15-21", "date", []),
        ("9-16-21", "date", ["accessed"]),
        ("never", "emphasis", ["underlined"]),
        ("all of it", "highlight", []),
    ]:
        assert token in shown, token

    part = types.SemanticTokensRangeParams(text_document=document.id, range=document.range("Nobody came."))
    part = await editor.client.text_document_semantic_tokens_range_async(part)
    assert set(words for words, *_ in words_of(document, legend, part.data)) < set(words for words, *_ in shown)

    def since(result_id):
        params = types.SemanticTokensDeltaParams(text_document=document.id, previous_result_id=result_id)
        return editor.client.text_document_semantic_tokens_full_delta_async(params)

    document.change("Nobody will.", "Nobody ever will.")
    second = await since(first.result_id)
    assert not second.edits

    document.change("# Neg\n", "# Neg\n\n😀\n\n")
    document.change("one navy", "one😀navy")
    third = await since(second.result_id)
    data = list(first.data)
    for edit in sorted(third.edits, key=lambda edit: -edit.start):
        data[edit.start : edit.start + edit.delete_count] = edit.data or []
    fresh = await editor.client.text_document_semantic_tokens_full_async(whole)
    assert data == list(fresh.data)
    assert ("one😀navy", "underline", []) in words_of(document, legend, data)

    unknown = await since("long gone")
    assert unknown.data == fresh.data


async def test_documents_that_are_not_open_are_no_error(editor):
    nowhere = types.TextDocumentIdentifier(uri="file:///nowhere.debate")
    start = types.Position(line=9, character=9)
    client = editor.client
    place = {"text_document": nowhere, "position": start}
    whole = types.Range(start=start, end=start)
    context = types.ReferenceContext(include_declaration=True)
    for answer in [
        client.text_document_code_lens_async(types.CodeLensParams(text_document=nowhere)),
        client.text_document_definition_async(types.DefinitionParams(**place)),
        client.text_document_document_highlight_async(types.DocumentHighlightParams(**place)),
        client.text_document_document_link_async(types.DocumentLinkParams(text_document=nowhere)),
        client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=nowhere)),
        client.text_document_folding_range_async(types.FoldingRangeParams(text_document=nowhere)),
        client.text_document_hover_async(types.HoverParams(**place)),
        client.text_document_inlay_hint_async(types.InlayHintParams(text_document=nowhere, range=whole)),
        client.text_document_references_async(types.ReferenceParams(context=context, **place)),
        client.text_document_selection_range_async(types.SelectionRangeParams(text_document=nowhere, positions=[start])),
        client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text_document=nowhere)),
    ]:
        assert not await answer


async def test_positions_beyond_the_text_are_survived(editor, heg):
    document = editor.open(heg)
    far = types.Position(line=9999, character=9999)
    params = types.SelectionRangeParams(text_document=document.id, positions=[far, types.Position(line=0, character=9999)])
    assert len(await editor.client.text_document_selection_range_async(params)) == 2
    range = types.Range(start=far, end=types.Position(line=0, character=0))
    params = types.InlayHintParams(text_document=document.id, range=range)
    assert len(await editor.client.text_document_inlay_hint_async(params)) > 5
    params = types.HoverParams(text_document=document.id, position=far)
    await editor.client.text_document_hover_async(params)
