"""Exported Word files, opened by other people's programs: python-docx and pandoc."""

import json
import os
import subprocess
from pathlib import Path

import docx
import pytest

BRIEFS = sorted((Path(__file__).parents[1] / "briefs").glob("*.debate"))
ALIASES = {1: "Pocket", 2: "Hat", 3: "Block", 4: "Tag"}


def run(*command) -> bytes:
    return subprocess.run([os.environ["DEBATE_LS"], *command], capture_output=True, check=True).stdout


def export(brief: Path, folder: Path, *more: str) -> Path:
    """The Word file of a brief."""
    file = folder / f"{brief.stem}.docx"
    run("export", brief, "-o", file, *more)
    return file


@pytest.fixture(params=BRIEFS, ids=lambda brief: brief.stem)
def brief(request):
    return request.param


@pytest.fixture
def word_file(brief, tmp_path):
    return export(brief, tmp_path)


def letters(text: str) -> str:
    """Pandoc changes quotation marks, dashes and spaces: only letters and digits are compared."""
    return "".join(filter(str.isalnum, text))


def text_of(inlines: list) -> str:
    """The letters of pandoc's inlines."""
    text = ""
    for inline in inlines:
        content = inline.get("c")
        if inline["t"] == "Str":
            text += content
        elif isinstance(content, list):
            nested = content if inline["t"] in ("Emph", "Strong", "Underline", "SmallCaps") else content[-1]
            text += text_of(nested) if isinstance(nested, list) else ""
    return text


def test_pandoc_sees_the_same_headings(brief, tmp_path):
    # Without the layout of the card file, an import marks every heading.
    file = export(brief, tmp_path, "--send")
    command = ["pandoc", "--fail-if-warnings", "--from", "docx", "--to", "json", file]
    blocks = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["blocks"]
    theirs = [(block["c"][0], letters(text_of(block["c"][2]))) for block in blocks if block["t"] == "Header"]
    lines = [line.partition(" ") for line in run("import", file, "-o", "-").decode().splitlines()]
    ours = [(len(mark), letters(text)) for mark, _, text in lines if mark in ("#", "##", "###", "####")]
    assert ours == theirs


def test_python_docx_opens_it_with_verbatims_styles(word_file):
    document = docx.Document(word_file)
    kinds = {style.style_id: style for style in document.styles}
    for level, alias in ALIASES.items():
        style = kinds[f"Heading{level}"]
        assert style.name == f"Heading {level}"
        assert style.element.find(docx.oxml.ns.qn("w:aliases")).get(docx.oxml.ns.qn("w:val")) == alias
    assert {kinds[name].name for name in ("Style13ptBold", "StyleUnderline", "Emphasis", "Analytic", "Undertag")} == {
        "Style 13 pt Bold", "Style Underline", "Emphasis", "Analytic", "Undertag",
    }
    used = {paragraph.style.style_id for paragraph in document.paragraphs}
    assert used <= set(kinds)
    bold = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.style.style_id == "Style13ptBold"]
    if word_file.stem == "policy":
        assert bold == ["Okafor 24", "Lindqvist and Rao ’19", "Haas 21"]


def test_what_python_docx_saves_is_imported_as_before(word_file, tmp_path):
    saved = tmp_path / "saved.docx"
    docx.Document(word_file).save(saved)
    assert run("import", saved, "-o", "-") == run("import", word_file, "-o", "-")
