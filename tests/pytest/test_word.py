"""Exported Word files, opened by other people's programs: python-docx, pandoc and LibreOffice."""

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


@pytest.fixture(scope="module")
def in_libreoffice(tmp_path_factory):
    """The folder of all briefs as Word files, with what LibreOffice makes of them: `pdf/`, `txt/`, `docx/`."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = [export(brief, folder) for brief in BRIEFS]
    (folder / "send").mkdir()
    files += [export(brief, folder / "send", "--send").rename(folder / f"{brief.stem}-send.docx") for brief in BRIEFS]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for ending, form in (("pdf", "pdf"), ("txt", "txt:Text (encoded):UTF8"), ("docx", "docx")):
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", folder / ending, *files]
        said = subprocess.run(command, capture_output=True, check=True, text=True)
        assert "Error" not in said.stderr + said.stdout
    return folder


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


def test_the_highlight_color_is_a_setting_of_the_team(tmp_path):
    card = "#### Talks fail\n\nChoi 21, Joseph Choi, 9-2-21, “Off,” The Hill\n\nThe ==talks== are off.\n"
    (tmp_path / "a.debate").write_text(card)
    for setting, color in (("", "YELLOW"), ('highlight_color = "green"', "BRIGHT_GREEN")):
        (tmp_path / "debate-ls.toml").write_text(setting)
        file = export(tmp_path / "a.debate", tmp_path, "--force")
        runs = [run for paragraph in docx.Document(file).paragraphs for run in paragraph.runs]
        assert [run.font.highlight_color.name for run in runs if run.font.highlight_color] == [color]
        assert [run.text for run in runs if run.font.size == docx.shared.Pt(8)] == ["The ", " are off."]


def test_what_python_docx_saves_is_imported_as_before(word_file, tmp_path):
    saved = tmp_path / "saved.docx"
    docx.Document(word_file).save(saved)
    assert run("import", saved, "-o", "-") == run("import", word_file, "-o", "-")


def paragraphs(file: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(file).paragraphs]


def test_libreoffice_reads_every_paragraph(brief, in_libreoffice):
    for name in (brief.stem, f"{brief.stem}-send"):
        ours = paragraphs(in_libreoffice / f"{name}.docx")
        assert ours == paragraphs(in_libreoffice / "docx" / f"{name}.docx")
        text = (in_libreoffice / "txt" / f"{name}.txt").read_text("utf-8-sig")
        assert [letters(line) for line in text.splitlines() if letters(line)] == list(filter(None, map(letters, ours)))
        pages = subprocess.run(["pdftotext", in_libreoffice / "pdf" / f"{name}.pdf", "-"], capture_output=True, check=True)
        assert letters(ours[0]) in letters(pages.stdout.decode())


def test_what_libreoffice_saves_is_imported_as_before(brief, in_libreoffice):
    # Without the layout of the card file, which LibreOffice does not keep.
    name = f"{brief.stem}-send.docx"
    ours, theirs = in_libreoffice / name, in_libreoffice / "docx" / name
    assert run("import", theirs, "-o", "-").decode() == run("import", ours, "-o", "-").decode()
