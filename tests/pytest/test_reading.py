"""The requests that show a brief and navigate in it."""

import os
import subprocess

import pytest
from lsprotocol import types


def flatten(symbols) -> list[tuple[str, str | None]]:
    """Each symbol's name and its parent's name."""
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
    tree = editor.client_capabilities.text_document.document_symbol.hierarchical_document_symbol_support
    assert isinstance(symbols[0], types.DocumentSymbol if tree else types.SymbolInformation)
    (block, above), *tags = flatten(symbols)
    assert block.startswith("Answers to: Russia") and above is None
    assert len(tags) == 8
    assert tags[0] == ("Russian mediation in Syria fails", block)


async def test_hover_shows_the_date(editor, seed):
    document = editor.open(seed)
    params = types.HoverParams(**document.position_params("September 7, 2021"))
    hover = await editor.client.text_document_hover_async(params)
    assert "Tuesday, September 7, 2021" in hover.contents.value
    assert "5 years 2 months ago" in hover.contents.value
    assert document.text_in(hover.range) == "September 7, 2021"


async def test_hover_shows_where_else_a_source_is_quoted(editor, heg):
    document = editor.open(heg)
    params = types.HoverParams(**document.position_params("Choi 21", skip=1))
    hover = await editor.client.text_document_hover_async(params)
    assert "Also quoted in “Primacy keeps the peace “everywhere” — Asia first”" in hover.contents.value
    formats = editor.client_capabilities.text_document.hover.content_format
    assert hover.contents.kind == formats[0]


async def test_diagnostics_are_pulled_or_pushed_but_never_both(editor, seed):
    document = editor.open(seed)
    if editor.server_capabilities.diagnostic_provider:
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


async def test_sections_cards_and_bodies_fold(editor, heg):
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
    folding = editor.client_capabilities.text_document.folding_range
    if folding and folding.line_folding_only:
        assert all(fold.start_character is None and fold.end_character is None for fold in folds)
    else:
        assert all(fold.start_character == document.line_length(fold.start_line) for fold in folds)
    labeled = folding and folding.folding_range and folding.folding_range.collapsed_text
    assert all((fold.collapsed_text is not None) == bool(labeled) for fold in folds)


async def test_the_selection_grows_from_word_to_document(editor, heg):
    document = editor.open(heg)
    params = types.SelectionRangeParams(text_document=document.id, positions=[document.at("never"), document.at("Asia")])
    body, tag = await editor.client.text_document_selection_range_async(params)
    shown = []
    while body:
        shown.append(document.text_in(body.range))
        body = body.parent
    assert shown[0] == "never"
    assert shown[1] == "They were **never** on"
    assert shown[2] == "__They were **never** on__, he added."
    assert shown[3].startswith("The talks are off") and shown[3].endswith("on Monday.")
    assert shown[4].endswith("Nobody will.")
    assert shown[5].startswith("#### Primacy")
    assert [words.split("\n")[0] for words in shown[6:]] == ["### Heg Good", "## Impacts", "# Neg", "# Neg"]
    assert shown[-1] == heg
    assert document.text_in(tag.range) == "Asia"
    assert document.text_in(tag.parent.range) == "Primacy keeps the peace “everywhere” — Asia first"


async def test_links_have_targets(editor, heg):
    document = editor.open(heg)
    links = await editor.client.text_document_document_link_async(types.DocumentLinkParams(text_document=document.id))
    assert [(document.text_in(link.range), link.target) for link in links] == [
        ("https://thehill.com/kremlin-talks", "https://thehill.com/kremlin-talks"),
        ("doi:10.1080/00396338.2021.1", "https://doi.org/10.1080/00396338.2021.1"),
    ]


def targets(found) -> list[tuple[str, types.Range]]:
    """The targets, from locations or location links."""
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
async def test_definition_goes_from_answer_to_argument_and_back(editor, heg, words, skip, line):
    document = editor.open(heg)
    params = types.DefinitionParams(**document.position_params(words, skip))
    found = await editor.client.text_document_definition_async(params)
    [(uri, range)] = targets(found)
    assert (uri, heg.splitlines()[range.start.line]) == (document.uri, line)
    assert document.text_in(range).lower() == "heg good"
    definition = editor.client_capabilities.text_document.definition
    assert isinstance(found[0], types.LocationLink) == bool(definition and definition.link_support)


async def test_definitions_are_found_in_other_open_briefs(editor, heg):
    other = editor.open("### Heg Bad\n")
    document = editor.open(heg + "\n### AT: Heg Bad\n")
    params = types.DefinitionParams(**document.position_params("Heg Bad"))
    [(uri, range)] = targets(await editor.client.text_document_definition_async(params))
    assert (uri, other.text_in(range)) == (other.uri, "Heg Bad")
    other.close()
    assert await editor.client.text_document_definition_async(params) is None


async def test_references_with_and_without_the_declaration(editor, heg):
    document = editor.open(heg)
    other = editor.open("# 1AR\n\n### AT: HEG GOOD\n")
    for declaration, expected in [(True, 4), (False, 3)]:
        context = types.ReferenceContext(include_declaration=declaration)
        params = types.ReferenceParams(context=context, **document.position_params("Heg Good"))
        found = await editor.client.text_document_references_async(params)
        assert len(found) == expected
        assert (other.uri, "HEG GOOD") in {(place.uri, other.text_in(place.range)) for place in found[-1:]}


async def test_the_cards_of_one_source_are_highlighted(editor, heg):
    document = editor.open(heg)
    params = types.DocumentHighlightParams(**document.position_params("Choi 21", skip=1))
    found = await editor.client.text_document_document_highlight_async(params)
    shown = [(document.text_in(place.range), place.kind) for place in found]
    assert shown == [("Choi 21", types.DocumentHighlightKind.Write), ("Choi 21", types.DocumentHighlightKind.Read)]
    alone = types.DocumentHighlightParams(**document.position_params("Press TV"))
    assert await editor.client.text_document_document_highlight_async(alone) is None


async def test_workspace_symbols_match_blocks_and_tags_fuzzily(editor, heg, seed):
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


async def test_hints_show_dates_and_totals_in_the_requested_range(editor, heg):
    document = editor.open(heg)

    async def ask(range):
        params = types.InlayHintParams(text_document=document.id, range=range)
        return await editor.client.text_document_inlay_hint_async(params)

    hints = await ask(document.whole())
    shown = {hint.label: heg.splitlines()[hint.position.line] for hint in hints}
    assert shown["3 cards · 10 s"] == "# Neg"
    assert not any(line.startswith("Press TV") for line in shown.values()), "its date is plain to read"
    assert all(hint.position.character == document.line_length(hint.position.line) for hint in hints)
    assert [hint.label for hint in await ask(document.range("# Neg"))] == ["3 cards · 10 s"]
    assert not await ask(document.range("Nobody came."))


async def test_each_block_has_a_lens(editor, heg):
    document = editor.open(heg)
    lenses = await editor.client.text_document_code_lens_async(types.CodeLensParams(text_document=document.id))
    shown = [(document.text_in(lens.range), lens.command.title.split(" · ")[0]) for lens in lenses]
    assert shown == [("Heg Good", "2 cards"), ("2AC---AT: Heg good", "1 card")]
    assert "read" in lenses[0].command.title


def decode_tokens(document, legend, data) -> list[tuple[str, str, list[str]]]:
    """Each token's words, type and modifiers."""
    lines = document.text.split("\n")
    line = column = 0
    found = []
    for lines_down, columns, length, kind, bits in zip(*[iter(data)] * 5, strict=True):
        line, column = line + lines_down, columns if lines_down else column + columns
        start = types.Position(line=line, character=column)
        end = types.Position(line=line, character=column + length)
        words = document.text_in(types.Range(start=start, end=end))
        assert words and words in lines[line]
        modifiers = [name for bit, name in enumerate(legend.token_modifiers) if bits >> bit & 1]
        found.append((words, legend.token_types[kind], modifiers))
    return found


async def test_semantic_tokens_in_full_for_a_range_and_as_a_delta(editor, heg):
    document = editor.open(heg)
    legend = editor.server_capabilities.semantic_tokens_provider.legend
    whole = types.SemanticTokensParams(text_document=document.id)
    first = await editor.client.text_document_semantic_tokens_full_async(whole)
    shown = decode_tokens(document, legend, first.data)
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

    params = types.SemanticTokensRangeParams(text_document=document.id, range=document.range("Nobody came."))
    part = await editor.client.text_document_semantic_tokens_range_async(params)
    assert set(words for words, *_ in decode_tokens(document, legend, part.data)) < set(words for words, *_ in shown)

    def delta_since(result_id):
        params = types.SemanticTokensDeltaParams(text_document=document.id, previous_result_id=result_id)
        return editor.client.text_document_semantic_tokens_full_delta_async(params)

    document.replace("Nobody will.", "Nobody ever will.")
    second = await delta_since(first.result_id)
    assert not second.edits

    document.replace("# Neg\n", "# Neg\n\n😀\n\n")
    document.replace("one navy", "one😀navy")
    third = await delta_since(second.result_id)
    data = list(first.data)
    for edit in sorted(third.edits, key=lambda edit: -edit.start):
        data[edit.start : edit.start + edit.delete_count] = edit.data or []
    fresh = await editor.client.text_document_semantic_tokens_full_async(whole)
    assert data == list(fresh.data)
    assert ("one😀navy", "underline", []) in decode_tokens(document, legend, data)

    unknown = await delta_since("no such id")
    assert unknown.data == fresh.data


async def test_requests_for_unknown_documents_return_nothing(editor):
    nowhere = types.TextDocumentIdentifier(uri="file:///nowhere.debate")
    start = types.Position(line=9, character=9)
    client = editor.client
    position = {"text_document": nowhere, "position": start}
    whole = types.Range(start=start, end=start)
    context = types.ReferenceContext(include_declaration=True)
    for answer in [
        client.text_document_code_lens_async(types.CodeLensParams(text_document=nowhere)),
        client.text_document_definition_async(types.DefinitionParams(**position)),
        client.text_document_document_highlight_async(types.DocumentHighlightParams(**position)),
        client.text_document_document_link_async(types.DocumentLinkParams(text_document=nowhere)),
        client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=nowhere)),
        client.text_document_folding_range_async(types.FoldingRangeParams(text_document=nowhere)),
        client.text_document_hover_async(types.HoverParams(**position)),
        client.text_document_inlay_hint_async(types.InlayHintParams(text_document=nowhere, range=whole)),
        client.text_document_references_async(types.ReferenceParams(context=context, **position)),
        client.text_document_selection_range_async(types.SelectionRangeParams(text_document=nowhere, positions=[start])),
        client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text_document=nowhere)),
    ]:
        assert not await answer


async def test_positions_beyond_the_text_are_clamped(editor, heg):
    document = editor.open(heg)
    far = types.Position(line=9999, character=9999)
    params = types.SelectionRangeParams(text_document=document.id, positions=[far, types.Position(line=0, character=9999)])
    assert len(await editor.client.text_document_selection_range_async(params)) == 2
    range = types.Range(start=far, end=types.Position(line=0, character=0))
    params = types.InlayHintParams(text_document=document.id, range=range)
    assert len(await editor.client.text_document_inlay_hint_async(params)) > 4
    params = types.HoverParams(text_document=document.id, position=far)
    await editor.client.text_document_hover_async(params)


MARKED = """\
### AT: Cooperation

#### Mediation fails

**Choi 21**, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, https://thehill.com/kremlin

The spokesman said that ==the talks== are __over__ for good.
"""


def as_json(range: types.Range) -> dict:
    """A range as it is sent in a request that lsprotocol does not know."""
    sent = lambda position: {"line": position.line, "character": position.character}
    return {"start": sent(range.start), "end": sent(range.end)}


def as_range(answer) -> types.Range:
    """A range in the answer to such a request."""
    position = lambda sent: types.Position(line=sent.line, character=sent.character)
    return types.Range(start=position(answer.start), end=position(answer.end))


async def test_the_looks_of_the_text_on_the_screen(editor):
    document = editor.open(MARKED)
    params = {"textDocument": {"uri": document.uri}, "range": as_json(document.whole())}
    looks = await editor.client.protocol.send_request_async("debate/appearance", params)
    texts = lambda ranges: [document.text_in(as_range(range)) for range in ranges]
    assert texts(looks.highlight) == ["the talks"]
    assert texts(looks.underline) == ["over"]
    assert texts(looks.tag) == ["Mediation fails"]


async def test_what_is_read_aloud(editor):
    document = editor.open(MARKED)
    reading = await editor.client.protocol.send_request_async("debate/reading", {"textDocument": {"uri": document.uri}})
    assert [(line.kind, line.text) for line in reading.lines] == [
        ("block", "AT: Cooperation"),
        ("tag", "Mediation fails"),
        ("cite", "Choi 21"),
        ("evidence", "the talks"),
    ]


async def test_a_word_file_is_shown_as_card_text(editor, tmp_path):
    brief, word_file = tmp_path / "talks.debate", tmp_path / "talks.docx"
    brief.write_text(MARKED, encoding="utf-8")
    subprocess.run([os.environ["DEBATE_LS"], "export", brief, "-o", word_file], check=True, capture_output=True)
    params = types.TextDocumentContentParams(uri=word_file.as_uri().replace("file:", "debate-docx:"))
    shown = await editor.client.workspace_text_document_content_async(params)
    assert shown.text == MARKED


async def test_cards_are_found_by_their_words(editor):
    editor.open(MARKED)
    found = await editor.client.protocol.send_request_async("debate/find", {"words": "spokesman talks", "author": "choi"})
    assert [card.tag for card in found.cards] == ["Mediation fails"]
