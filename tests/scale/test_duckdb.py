"""Data sets as DuckDB reads them: Parquet has the rows of JSON lines; and those of many processes are those of one."""

import datetime
import os
import pty
import subprocess
from pathlib import Path

import duckdb
import pytest
from page import COMMANDS, PROGRAM, as_set, make_evidence, rows, run, run_section, without_nulls


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    make_evidence(folder)
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_parquet_has_the_rows_of_jsonl(command: list[str], folder: Path, tmp_path: Path):
    parquet = tmp_path / "rows.parquet"
    run(folder, *command, "--format", "parquet", "-o", str(parquet))
    table = duckdb.sql(f"SELECT * FROM '{parquet}'")
    read = [without_nulls(dict(zip(table.columns, row))) for row in table.fetchall()]
    assert read == rows(run(folder, *command, "--format", "jsonl"))
    piped = subprocess.run([PROGRAM, *command, "--format", "parquet"], cwd=folder, stdout=subprocess.PIPE, check=True)
    assert piped.stdout == parquet.read_bytes()


def test_columns_have_types(folder: Path, tmp_path: Path):
    def types(name: str, *command: str) -> dict[str, str]:
        file = tmp_path / f"{name}.parquet"
        run(folder, *command, "--format", "parquet", "-o", str(file))
        table = duckdb.sql(f"SELECT * FROM '{file}'")
        return dict(zip(table.columns, map(str, table.types)))

    stats = types("stats", "stats", "Evidence")
    assert (stats["file"], stats["cards"], stats["oldest"]) == ("VARCHAR", "BIGINT", "DATE")
    cites = types("cites", "cites", "Evidence")
    assert cites["issued"] == 'STRUCT("date-parts" BIGINT[][], season BIGINT)'
    assert cites["author"].startswith("STRUCT(") and cites["author"].endswith("[]")
    find = types("find", "find", "--in", "Evidence", "--no-cache")
    assert (find["authors"], find["issued"]) == ("VARCHAR[]", "VARCHAR"), "a date may be only a year"


def test_the_examples_for_duckdb(folder: Path):
    printed = run_section("Ask questions with DuckDB", folder)
    assert "oldest" in printed and "links" in printed
    [(cards, oldest, newest)] = duckdb.sql(
        f"SELECT sum(cards), min(oldest), max(newest) FROM '{folder}/blocks.parquet'"
    ).fetchall()
    files = rows(run(folder, "stats", "--by", "file", "--format", "jsonl", "Evidence"))
    assert cards == sum(file["cards"] for file in files) > 0
    assert oldest == datetime.date.fromisoformat(min(file["oldest"] for file in files if "oldest" in file)) < newest


def test_many_processes_print_what_one_prints(folder: Path):
    run_section("Divide the work", folder)
    whole = run(folder, "stats", "--by", "block", "--format", "jsonl", "Evidence")
    assert as_set(rows((folder / "blocks.jsonl").read_text("utf-8"))) == as_set(rows(whole))
    names = sorted(str(path.relative_to(folder)) for path in folder.glob("Evidence/**/*") if path.is_file())
    assert len(names) > 10
    single = [run(folder, "stats", "--by", "block", "--format", "jsonl", name) for name in names]
    assert as_set(rows("".join(single))) == as_set(rows(whole))


def test_a_terminal_gets_no_parquet(folder: Path):
    ours, terminal = pty.openpty()
    command = [PROGRAM, "stats", "--format", "parquet", "Evidence"]
    done = subprocess.run(command, cwd=folder, stdout=terminal, stderr=subprocess.PIPE, encoding="utf-8")
    os.close(terminal)
    os.close(ours)
    assert (done.returncode, done.stderr) == (2, "Parquet is not for a terminal; name a file with -o\n")
