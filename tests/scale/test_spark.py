"""Spark runs the program on its partitions of files: the rows are those of one process."""

from pathlib import Path

import duckdb
from page import as_set, make_evidence, rows, run, run_section, without_nulls


def test_the_rows_of_spark_are_those_of_one_process(tmp_path: Path):
    make_evidence(tmp_path)
    # A partition for every few files, as if they were large.
    settings = "--conf spark.sql.files.maxPartitionBytes=20000 --conf spark.sql.files.openCostInBytes=1000"
    run_section(
        "With Spark",
        tmp_path,
        PYSPARK_SUBMIT_ARGS=f"{settings} pyspark-shell",
        # Without it, Spark takes the name of this machine for its address.
        SPARK_LOCAL_IP="127.0.0.1",
        LC_ALL="C.UTF-8",
    )
    parts = list(tmp_path.glob("blocks-of-spark/*.parquet"))
    assert len(parts) > 3, "the files were divided"
    table = duckdb.sql(f"SELECT * FROM '{tmp_path}/blocks-of-spark/*.parquet'")
    of_spark = [without_nulls(dict(zip(table.columns, row))) for row in table.fetchall()]
    of_one = rows(run(tmp_path, "stats", "--by", "block", "--format", "jsonl", "Evidence"))
    assert len(of_spark) == len(of_one) > 0
    assert as_set(of_spark) == as_set(of_one)
