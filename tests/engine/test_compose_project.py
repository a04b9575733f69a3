"""The specs of a project make the script that its files are."""

from __future__ import annotations

import pytest

from engine.compose_project import ProvedComposition, compose_project
from engine.source.split_file import split
from engine.spec.model import SpecFile
from engine.spec.spec_parts import ENTRY_LISTS as LISTS

VIEW = "CREATE VIEW v AS SELECT 1 AS x;\n"
TABLE = "CREATE TABLE t (a int);\n"


def composed(*texts: str) -> ProvedComposition:
    return compose_project([split(text, f"db/{number}.sql") for number, text in enumerate(texts)])


def positions(spec: SpecFile) -> list[int]:
    entries = [spec, *(entry for key in LISTS for entry in getattr(spec, key))]
    return [entry.source.position for entry in entries if entry.source and entry.source.position is not None]


def places(found: ProvedComposition, *starts: str) -> list[int]:
    return [found.script.index(start) for start in starts]


def test_an_object_that_is_dropped_first_is_made_again() -> None:
    found = composed("DROP VIEW IF EXISTS v;\n" + VIEW)
    assert places(found, "DROP VIEW", "CREATE VIEW") == sorted(places(found, "DROP VIEW", "CREATE VIEW"))
    assert found.verdict.is_proved


def test_no_position_is_recorded_where_the_order_is_clear() -> None:
    found = composed("DROP VIEW IF EXISTS v;\n" + VIEW + "COMMENT ON VIEW v IS 'x';\n" + TABLE)
    assert [positions(spec) for spec in found.composition.specs] == [[] for _ in found.composition.specs]


def test_positions_keep_an_order_that_nothing_else_tells() -> None:
    found = composed(VIEW + "DROP VIEW v;\nCREATE VIEW v AS SELECT 2 AS y;\n")
    order = places(found, "SELECT 1", "DROP VIEW", "SELECT 2")
    assert order == sorted(order)
    assert found.verdict.is_proved


CHANGES = {
    "rows before a table": TABLE + "INSERT INTO t VALUES (1);\nCREATE TABLE u AS SELECT * FROM t;\n",
    "a column added after a view": TABLE + "CREATE VIEW v AS SELECT * FROM t;\nALTER TABLE t ADD b int;\n",
    "a helper that is dropped in the end": (
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\nSELECT f();\nDROP FUNCTION f();\n"
    ),
    "a table renamed and made again": TABLE + "ALTER TABLE t RENAME TO old;\n" + TABLE,
    "a constraint dropped and added": (
        "CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0));\nALTER TABLE t DROP CONSTRAINT c;\n"
        "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1);\n"
    ),
    "tables that reference each other": (
        "CREATE TABLE t (a int PRIMARY KEY, b int);\nCREATE TABLE u (a int PRIMARY KEY, b int REFERENCES t (a));\n"
        "ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES u (a);\n"
    ),
    "a transaction around everything": "BEGIN;\n" + TABLE + "INSERT INTO t VALUES (1);\nCOMMIT;\n",
    "a function under two search paths": (
        "SET search_path = x;\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
        "SET search_path = y;\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';\n"
    ),
}


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
def test_the_script_of_a_file_is_proved(text: str) -> None:
    assert composed(text).verdict.problems == ()


def test_migrations_of_several_files_are_one_proved_script() -> None:
    found = composed(TABLE, "ALTER TABLE t ADD b int;\n", "DROP TABLE t;\n", "CREATE TABLE t (c int);\n")
    assert found.verdict.problems == ()
    order = places(found, "(\n    a int", "ALTER TABLE", "DROP TABLE", "(c int)")
    assert order == sorted(order)


def test_what_no_spec_can_hold_is_a_problem_of_the_script() -> None:
    found = composed(TABLE + "CREATE TABEL u;\n")
    assert [problem.sentence for problem in found.verdict.problems] == ["No spec can hold `CREATE TABEL u;`."]
