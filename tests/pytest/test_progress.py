"""`check` on a terminal: its progress bar damages no printed line, and disappears at the end."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from pathlib import Path

import pyte
import pytest

BAD_DATE = """#### Sanctions fail

Choi 21 (Joseph Choi, reporter, “Exports Are Back,” The Hill, 9-31-21, https://thehill.com/exports)

The ministry said on Monday that exports had recovered to the level of spring.
"""
COLUMNS, LINES = 120, 40
FILES = 60


@pytest.fixture
def tub(tmp_path: Path) -> Path:
    """A folder with problems, and with enough briefs to show a progress bar."""
    for number in range(FILES):
        folder = tmp_path / f"team{number % 3}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:03}.debate").write_text(BAD_DATE, encoding="utf-8")
    # This prints to stderr while the bar is visible.
    (tmp_path / "team1/debate-ls.toml").write_text("profile = 'nobody'\n", encoding="utf-8")
    return tmp_path


def check(*more: str) -> list[str]:
    return [os.environ["DEBATE_LS"], "check", "--today", "2026-11-22", "--color", "never", *more, "."]


def on_terminal(command: list[str], folder: Path, stdout: int | None = None) -> bytes:
    """Runs a command on a terminal (stderr, and stdout unless redirected), and returns what it sends there."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        command, cwd=folder, stdin=terminal, stdout=stdout or terminal, stderr=terminal, env=environment
    ) as process:
        os.close(terminal)
        sent = b""
        # Reading fails when the last process closes the terminal.
        while more := read(controller):
            sent += more
    os.close(controller)
    assert process.returncode in (1, 2), sent
    return sent


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def shown(sent: bytes) -> list[str]:
    """The lines on the terminal at the end, with those that scrolled away."""
    screen = pyte.HistoryScreen(COLUMNS, LINES, history=1_000_000)
    pyte.ByteStream(screen).feed(sent)
    above = ["".join(line[column].data for column in range(COLUMNS)) for line in screen.history.top]
    lines = [line.rstrip() for line in [*above, *screen.display]]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def wrapped(text: str) -> list[str]:
    """The lines of a text, wrapped at the terminal's width."""
    lines = []
    for line in text.splitlines():
        lines += [line[start : start + COLUMNS].rstrip() for start in range(0, max(len(line), 1), COLUMNS)]
    return lines


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_line_is_lost_under_the_bar(tub, form):
    command = check("--format", form)
    piped = subprocess.run(command, cwd=tub, capture_output=True, encoding="utf-8")
    assert "profile" in piped.stderr and piped.stdout.strip()
    lines = shown(on_terminal(command, tub))
    expected = wrapped(piped.stdout)
    errors = wrapped(piped.stderr)
    assert sorted(lines) == sorted(expected + errors)
    # Each stream keeps its order.
    assert [line for line in lines if line not in errors] == [line for line in expected if line not in errors]


def test_the_bar_appears_and_disappears(tub):
    with open(os.devnull, "wb") as nowhere:
        sent = on_terminal(check(), tub, nowhere.fileno())
    assert f"of {FILES} files" in sent.decode()
    assert not any(f"of {FILES} files" in line for line in shown(sent))


def test_json_output_has_no_bar(tub):
    assert f"of {FILES} files" not in on_terminal(check("--format", "json"), tub).decode()


def test_no_bar_without_a_terminal(tub):
    run = subprocess.run(check(), cwd=tub, capture_output=True, encoding="utf-8")
    assert "files" not in run.stderr and "\r" not in run.stderr
