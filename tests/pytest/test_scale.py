"""The lines that `stats` prints, read by DuckDB; and the same from many processes."""

import os
import subprocess
from pathlib import Path

import duckdb

BRIEFS = Path(__file__).parents[1] / "briefs"


def stats(*arguments: str) -> str:
    command = [os.environ["DEBATE_LS"], "stats", *arguments]
    return subprocess.run(command, cwd=BRIEFS, capture_output=True, check=True, text=True).stdout


def test_duckdb_counts_what_stats_counts(tmp_path: Path):
    blocks, files = tmp_path / "blocks.jsonl", tmp_path / "files.csv"
    blocks.write_text(stats("--by", "block", "--format", "jsonl", "."), encoding="utf-8")
    files.write_text(stats("--by", "file", "--format", "csv", "."), encoding="utf-8")
    columns = "sum(cards), sum(tags), sum(analytics), sum(words), min(oldest)::DATE, max(newest)::DATE"
    by_block = duckdb.sql(f"SELECT {columns} FROM '{blocks}'").fetchall()
    by_file = duckdb.sql(f"SELECT {columns} FROM '{files}'").fetchall()
    assert by_block == by_file
    [(cards, _, _, _, oldest, newest)] = by_block
    assert cards > 0 and oldest < newest


def test_many_processes_print_what_one_prints():
    arguments = ["--by", "block", "--format", "jsonl"]
    names = sorted(path.name for path in BRIEFS.iterdir() if path.suffix == ".debate")
    assert len(names) > 1
    assert "".join(stats(*arguments, name) for name in names) == stats(*arguments, *names)
