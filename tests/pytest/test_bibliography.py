"""The bibliography, read by other people's programs: pandoc with its citeproc, and pybtex."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from pybtex.database import parse_string

BRIEFS = sorted((Path(__file__).parents[1] / "briefs").glob("*.debate"))
# The markup that pandoc adds to a title to keep its capitals.
MARKUP = ('<span class="nocase">', "</span>")


def cites(brief: Path, form: str) -> str:
    """The output of `debate-ls cites`."""
    command = [os.environ["DEBATE_LS"], "cites", "--format", form, brief]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def pandoc(text: str, source: str, target: str, *more: str) -> str:
    """Converts a text with pandoc. A warning is a failure."""
    command = ["pandoc", "--fail-if-warnings", "--from", source, "--to", target, *more]
    return subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8").stdout


def plain(title: str) -> str:
    """A title without markup, and with straight quotation marks."""
    for tag in MARKUP:
        title = title.replace(tag, "")
    return title.translate(str.maketrans("“”‘’", "\"\"''")).replace('"', "'")


def date_parts(date: dict | None) -> list | None:
    """The parts of a date. A season is a month after the twelfth, as in EDTF, because pandoc writes it that way."""
    if date is None:
        return None
    season = [20 + date["season"]] if "season" in date else []
    return [*date["date-parts"][:-1], date["date-parts"][-1] + season]


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.stem)
def test_pandoc_reads_the_csl_json(brief):
    text = cites(brief, "csl-json")
    ours = json.loads(text)
    theirs = json.loads(pandoc(text, "csljson", "csljson"))
    assert [item["id"] for item in theirs] == [item["id"] for item in ours]
    for our, their in zip(ours, theirs, strict=True):
        for field in ("type", "container-title", "URL", "DOI", "page", "volume", "issue"):
            assert their.get(field) == our.get(field), (our["id"], field)
        for field in ("issued", "accessed"):
            # Pandoc's own writer drops a season.
            parts = [item.get(field, {}).get("date-parts") for item in (our, their)]
            assert parts[0] == parts[1], (our["id"], field)


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.stem)
def test_pandoc_reads_the_bibtex(brief):
    ours = {item["id"]: item for item in json.loads(cites(brief, "csl-json"))}
    theirs = {item["id"]: item for item in json.loads(pandoc(cites(brief, "bibtex"), "biblatex", "csljson"))}
    assert theirs.keys() == ours.keys()
    for name, our in ours.items():
        their = theirs[name]
        assert plain(their.get("title", "")) == plain(our.get("title", "")), name
        for field in ("issued", "accessed"):
            assert date_parts(their.get(field)) == date_parts(our.get(field)), (name, field)
        for field in ("URL", "DOI", "volume"):
            assert their.get(field) == our.get(field), (name, field)
        assert len(their.get("author", [])) == len(our.get("author", [])), name


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.stem)
def test_pybtex_reads_the_bibtex(brief):
    ours = json.loads(cites(brief, "csl-json"))
    theirs = parse_string(cites(brief, "bibtex"), "bibtex").entries
    assert list(theirs) == [item["id"] for item in ours]
    for item in ours:
        authors = theirs[item["id"]].persons.get("author", [])
        families = [" ".join(author.prelast_names + author.last_names).strip("{}") for author in authors]
        for author, family in zip(item.get("author", []), families, strict=True):
            particle = author.get("non-dropping-particle")
            known = " ".join(filter(None, [particle, author.get("family")])) or author["literal"]
            assert family.replace("\\", "") == known, item["id"]


def test_a_style_renders_every_source(tmp_path):
    """citeproc, called as a user calls it."""
    for brief in BRIEFS:
        text = cites(brief, "csl-json")
        bibliography = tmp_path / f"{brief.stem}.json"
        bibliography.write_text(text, encoding="utf-8")
        page = "---\nnocite: '@*'\n---\n"
        shown = pandoc(page, "markdown", "plain", "--citeproc", "--wrap=none", f"--bibliography={bibliography}")
        assert len(shown.split("\n\n")) == len(json.loads(text)), brief
