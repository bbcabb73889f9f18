"""The examples of server/docs/scale.md, run as they stand there, and a folder of evidence to run them on."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "server/docs/scale.md"
BRIEFS = ROOT / "tests/briefs"
PROGRAM = Path(os.environ["DEBATE_LS"]).resolve()

# Each prints rows.
COMMANDS = [
    ["stats", "--by", "file", "Evidence"],
    ["stats", "--by", "pocket", "Evidence"],
    ["stats", "--by", "block", "Evidence"],
    ["cites", "Evidence"],
    ["find", "--in", "Evidence", "--no-cache", "--limit", "10000"],
    ["find", "--in", "Evidence", "--no-cache", "no such words anywhere"],
]


def make_evidence(folder: Path) -> None:
    """Makes `Evidence` in `folder`: the sample briefs, and as Word files in a folder of its own."""
    evidence = folder / "Evidence"
    evidence.mkdir()
    for brief in BRIEFS.glob("*.debate"):
        shutil.copy(brief, evidence)
    run(folder, "export", "Evidence", "-o", "Evidence/Wörd files, 100%")


def run(folder: Path, *arguments: str) -> str:
    """What the program prints in `folder`."""
    return subprocess.run([PROGRAM, *arguments], cwd=folder, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


def rows(lines: str) -> list[dict]:
    """The rows that lines of JSON are, without nulls."""
    return [without_nulls(json.loads(line)) for line in lines.split("\n")[:-1]]


def without_nulls(value):
    """A value without fields that are null, down to the innermost; dates as text."""
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_nulls(inner) for inner in value]
    return value if isinstance(value, (str, int)) else str(value)


def as_set(table: list[dict]) -> set[str]:
    """Rows in no order."""
    return {json.dumps(row, sort_keys=True, ensure_ascii=False) for row in table}


def run_section(heading: str, folder: Path, **environment: str) -> str:
    """Runs the examples below a heading of the page in `folder`, one after the other, and returns what they print."""
    [section] = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    examples = re.findall(r"^```(sh|python)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert examples, f"no example below {heading}"
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    (folder / "bin").mkdir(exist_ok=True)
    link = folder / "bin/debate-ls"
    if not link.exists():
        link.symlink_to(PROGRAM)
    printed = ""
    for language, code in examples:
        command = ["bash", "-euo", "pipefail", "-c"] if language == "sh" else [sys.executable, "-c"]
        done = subprocess.run(
            [*command, code], cwd=folder, env={**os.environ, **environment, "PATH": path}, stdout=subprocess.PIPE,
            check=True, encoding="utf-8",
        )
        printed += done.stdout
    return printed
