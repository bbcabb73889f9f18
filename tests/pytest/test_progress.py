"""`check` on a terminal: its progress bar leaves every line that is printed meanwhile as it is, and goes."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from pathlib import Path

import pyte
import pytest

UNCITED = "#### Sanctions fail\n\nThe ministry said on Monday that exports had recovered to the level of spring.\n"
COLUMNS, LINES = 120, 40
FILES = 60


@pytest.fixture
def tub(tmp_path: Path) -> Path:
    """A folder of briefs, so many that there is a bar, in which something is wrong."""
    for number in range(FILES):
        folder = tmp_path / f"team{number % 3}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:03}.debate").write_text(UNCITED, encoding="utf-8")
    # Said on stderr, while the bar is there.
    (tmp_path / "team1/debate-ls.toml").write_text("profile = 'nobody'\n", encoding="utf-8")
    return tmp_path


def check(*more: str) -> list[str]:
    return [os.environ["DEBATE_LS"], "check", "--today", "2026-11-22", "--color", "never", *more, "."]


def on_terminal(command: list[str], folder: Path, stdout: int | None = None) -> bytes:
    """All that a command sends to a terminal, which stderr is, and stdout unless it goes elsewhere."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        command, cwd=folder, stdin=theirs, stdout=stdout or theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        sent = b""
        # A terminal that nobody holds any longer is an error to read from.
        while more := read(ours):
            sent += more
    os.close(ours)
    assert process.returncode in (1, 2), sent
    return sent


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def shown(sent: bytes) -> list[str]:
    """The lines that a terminal shows in the end, with those that were scrolled away."""
    screen = pyte.HistoryScreen(COLUMNS, LINES, history=1_000_000)
    pyte.ByteStream(screen).feed(sent)
    above = ["".join(line[column].data for column in range(COLUMNS)) for line in screen.history.top]
    lines = [line.rstrip() for line in [*above, *screen.display]]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def wrapped(text: str) -> list[str]:
    """The lines of a text on a terminal that narrow."""
    lines = []
    for line in text.splitlines():
        lines += [line[at : at + COLUMNS].rstrip() for at in range(0, max(len(line), 1), COLUMNS)]
    return lines


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_line_is_lost_under_the_bar(tub, form):
    command = check("--format", form)
    piped = subprocess.run(command, cwd=tub, capture_output=True, encoding="utf-8")
    assert "profile" in piped.stderr and piped.stdout.strip()
    lines = shown(on_terminal(command, tub))
    expected = wrapped(piped.stdout)
    said = wrapped(piped.stderr)
    assert sorted(lines) == sorted(expected + said)
    # Each stream keeps its order.
    assert [line for line in lines if line not in said] == [line for line in expected if line not in said]


def test_the_bar_is_there_and_goes(tub):
    with open(os.devnull, "wb") as nowhere:
        sent = on_terminal(check(), tub, nowhere.fileno())
    assert f"of {FILES} files" in sent.decode()
    assert not any(f"of {FILES} files" in line for line in shown(sent))


def test_there_is_no_bar_in_the_lines_of_an_array(tub):
    assert f"of {FILES} files" not in on_terminal(check("--format", "json"), tub).decode()


def test_there_is_no_bar_without_a_terminal(tub):
    run = subprocess.run(check(), cwd=tub, capture_output=True, encoding="utf-8")
    assert "files" not in run.stderr and "\r" not in run.stderr
