"""Spark runs the program on its partitions of files: the rows are those of one process. And it reads Parquet."""

from pathlib import Path

import duckdb
import pytest
from page import COMMANDS, as_set, make_evidence, rows, run, run_section, without_nulls
from pyspark.sql import SparkSession


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Without it, Spark takes the name of this machine for its address.
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    make_evidence(tmp_path)
    return tmp_path


def test_the_rows_of_spark_are_those_of_one_process(folder: Path):
    # A partition for every few files, as if they were large.
    settings = "--conf spark.sql.files.maxPartitionBytes=20000 --conf spark.sql.files.openCostInBytes=1000"
    run_section("With Spark", folder, PYSPARK_SUBMIT_ARGS=f"{settings} pyspark-shell")
    parts = list(folder.glob("blocks-of-spark/*.parquet"))
    assert len(parts) > 3, "the files were divided"
    table = duckdb.sql(f"SELECT * FROM '{folder}/blocks-of-spark/*.parquet'")
    of_spark = [without_nulls(dict(zip(table.columns, row))) for row in table.fetchall()]
    of_one = rows(run(folder, "stats", "--by", "block", "--format", "jsonl", "Evidence"))
    assert len(of_spark) == len(of_one) > 0
    assert as_set(of_spark) == as_set(of_one)


def test_spark_reads_parquet_as_jsonl(folder: Path):
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        for command in COMMANDS:
            run(folder, *command, "--format", "parquet", "-o", "rows.parquet", "--force")
            spark.catalog.clearCache()
            read = spark.read.parquet(str(folder / "rows.parquet")).collect()
            of_one = rows(run(folder, *command, "--format", "jsonl"))
            assert as_set([without_nulls(row.asDict(recursive=True)) for row in read]) == as_set(of_one)
            assert len(read) == len(of_one)
    finally:
        spark.stop()
