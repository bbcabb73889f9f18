"""Word files that are damaged, or made to do harm. Each is imported: with the text that it has, or with a message that says
what is wrong and what to do. Memory is bounded: a run gets 1 GiB of address space, and may use less than that.

The table in server/docs/word.md lists the same files.
"""

import io
import os
import resource
import subprocess
import tempfile
import warnings
import zipfile
from pathlib import Path

import pytest

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
MIB = 1 << 20


def archive(**parts: str | bytes) -> bytes:
    """A Word file of these parts. `document` is `word/document.xml`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def document(body: str, head: str = "") -> str:
    return f"{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


GOOD = archive(document=document(paragraph(run("Talks fail"))))


def zip_bomb() -> bytes:
    """Blanks, a thousand times as many as bytes in the file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open("word/document.xml", "w") as part:
        part.write(f"<w:document {NAMESPACES}><w:body>".encode())
        for _ in range(300):
            part.write(b" " * MIB + b"<w:p/>")
    return out.getvalue()


def text_bomb() -> bytes:
    return archive(document=document(paragraph(run("a" * (100 << 20)))))


def million_runs() -> bytes:
    return archive(document=document(paragraph(run("a ") * 1_000_000)))


def nested_tables(depth: int) -> bytes:
    begin, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return archive(document=document(begin * depth + paragraph(run("Talks fail")) + end * depth))


def entity_expansion() -> bytes:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    head = f'<!DOCTYPE w [<!ENTITY e0 "Talks fail">{entities}]>'
    return archive(document=document(paragraph(run("&e9;")), head))


def outside_entity() -> bytes:
    head = '<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    return archive(document=document(paragraph(run("&secret;")), head))


def climbing_path() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        target = "../../../../../../etc/passwd"
        file.writestr("_rels/.rels", f'<Relationships><Relationship Id="d" Type="{DOCUMENT}" Target="{target}"/></Relationships>')
        file.writestr("../../etc/passwd", document(paragraph(run("Talks fail"))))
    return out.getvalue()


def encrypted() -> bytes:
    return OLE + bytes(70_000) + "EncryptedPackage".encode("utf-16-le") + bytes(100)


def related(kind: str, content: str, body: str) -> bytes:
    """A document with one more part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("word/document.xml", document(body))
        relationship = f'<Relationship Id="r" Type="{PARTS}/{kind}" Target="{kind}.xml"/>'
        file.writestr("word/_rels/document.xml.rels", f"<Relationships>{relationship}</Relationships>")
        file.writestr(f"word/{kind}.xml", content)
    return out.getvalue()


def styles_in_a_circle() -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="Copy {0}"/><w:basedOn w:val="s{1}"/></w:style>'
    styles = "".join(style.format(n, (n + 1) % 4085) for n in range(4085))
    body = f'<w:p><w:pPr><w:pStyle w:val="s7"/></w:pPr>{run("Talks fail")}</w:p>'
    return related("styles", f"<w:styles {NAMESPACES}>{styles}</w:styles>", body)


def footnotes(count: int) -> bytes:
    note = '<w:footnote w:id="{0}"><w:p><w:r><w:t>Id. at {0}.</w:t></w:r></w:p></w:footnote>'
    notes = "".join(note.format(n) for n in range(count))
    references = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(count))
    return related("footnotes", f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>", paragraph(run("Talks fail") + references))


def two_documents() -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as file:
        warnings.simplefilter("ignore")
        for text in ("Talks work", "Talks fail"):
            file.writestr("word/document.xml", document(paragraph(run(text))))
    return out.getvalue()


def no_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/styles.xml", f"<w:styles {NAMESPACES}/>")
    return out.getvalue()


def declared(encoding: str, written: str) -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return archive(document=document(paragraph(run("Café")), head).encode(written))


# Name, file, and what is said or imported: a message for a failure, `=` and the text for a success.
FILES = [
    ("a zip bomb", zip_bomb, "word/document.xml has more than 256 MiB; split the file"),
    ("100 MiB of text", text_bomb, "text has more than 64 MiB; split the file"),
    ("a million runs", million_runs, "=a a a a"),
    ("tables in tables, 100 deep", lambda: nested_tables(100), "=Talks fail"),
    ("tables in tables, 100,000 deep", lambda: nested_tables(100_000), "nested too deep"),
    ("entities that multiply", entity_expansion, "it declares entities"),
    ("an entity that leads to a file", outside_entity, "it declares entities"),
    ("a path out of the archive", climbing_path, "not a Word file: it has no document in it"),
    ("half a file", lambda: GOOD[: len(GOOD) // 2], "not a Word file, or a damaged one"),
    ("an empty file", lambda: b"", "not a Word file, or a damaged one"),
    ("a password", encrypted, "locked with a password; in Word, save a copy without one"),
    ("a .doc under the wrong name", lambda: OLE + bytes(4096), "an old Word file (.doc) under the name of a new one"),
    ("an .rtf under the wrong name", lambda: b"{\\rtf1 Talks fail}", "an RTF file under the name of a Word file"),
    ("4,085 styles, each based on the next", styles_in_a_circle, "=Talks fail"),
    ("two parts of one name", two_documents, "=Talks fail"),
    ("no document in it", no_document, "not a Word file: it has no document in it"),
    ("Latin-1 that says it is UTF-8", lambda: declared("UTF-8", "latin-1"), "is damaged"),
    ("UTF-8 that says it is Latin-1", lambda: declared("ISO-8859-1", "utf-8"), "=Café"),
    ("UTF-16", lambda: declared("UTF-16", "utf-16"), "is damaged"),
    ("100,000 footnotes", lambda: footnotes(100_000), "=Talks fail"),
    ("a paragraph of 10 MB", lambda: archive(document=document(paragraph(run("Talks fail. " * 833_334)))), "=Talks fail. Talks"),
]


def import_limited(path: Path) -> tuple[int, str, str, int]:
    """The exit status, stdout, stderr, and the memory used at most, in bytes."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))  # noqa: E731
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        command = ["timeout", "300", os.environ["DEBATE_LS"], "import", path.name, "-o", "-"]
        child = subprocess.Popen(command, cwd=path.parent, stdout=out, stderr=said, preexec_fn=limit)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said.seek(0)
        return child.returncode, out.read().decode(), said.read().decode(), usage.ru_maxrss * 1024


@pytest.mark.parametrize(("make", "expected"), [file[1:] for file in FILES], ids=[file[0] for file in FILES])
def test_a_hostile_file_is_imported_or_named(make, expected, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(make())
    status, text, said, memory = import_limited(path)
    print(f"{memory >> 20} MiB: {said.strip()}")
    if expected.startswith("="):
        assert status == 0, said
        assert text.startswith(expected[1:])
    else:
        assert status == 2, (status, said)
        assert said.startswith("a.docx: ") and expected in said
        assert text == ""
    assert memory < 512 * MIB


def test_a_lock_file_is_passed_over(tmp_path):
    (tmp_path / "~$a.docx").write_bytes(bytes(162))
    (tmp_path / "a.docx").write_bytes(GOOD)
    command = [os.environ["DEBATE_LS"], "import", ".", "~$a.docx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "Imported 1 file.\n")
    assert (tmp_path / "a.debate").read_text() == "Talks fail\n"
