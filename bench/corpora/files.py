"""Select the PostgreSQL files of a folder."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.source.path_order import natural_path_key

SUFFIXES = (".sql", ".pgsql", ".plpgsql", ".psql", ".ddl", ".sql.in")
# Folders and files that name another database, and the recorded output of tests.
OTHER_DIALECTS = (
    "ansi|athena|bigquery|clickhouse|cockroach|databricks|db2|dbt|doris|duckdb|exasol|flink|greenplum|hive|impala"
    "|mariadb|materialize|mssql|mysql|oracle|redshift|snowflake|soql|sparksql|sqlite|sqlmesh|starrocks|teradata|trino"
    "|tsql|vertica"
)
LEFT_OUT = rf"(?:^|[/_.-])(?:river)?(?:{OTHER_DIALECTS})(?:[/_.-]|$)|\.expected\.sql$"


def files_of(paths: Sequence[Path], exclude: str) -> Iterator[Path]:
    """The SQL files under some paths, in natural order, without those whose path below it matches."""
    pattern = re.compile(exclude, re.IGNORECASE)
    for root in paths:
        found = [root] if root.is_file() else [each for each in root.rglob("*") if each.is_file()]
        found = [each for each in found if each.name.lower().endswith(SUFFIXES)]
        for each in sorted(found, key=lambda path: natural_path_key(path.as_posix())):
            if not pattern.search(each.relative_to(root).as_posix()):
                yield each
