"""A script that changes what it made before leaves the same catalog when it is lowered from its specs."""

from __future__ import annotations

import pytest

from engine.compose_project import compose_project
from engine.source.split_file import split

TABLE = "CREATE TABLE t (a int PRIMARY KEY, b text);\n"
SCRIPTS = {
    "a view dropped and made again": "CREATE VIEW v AS SELECT 1 AS x;\nDROP VIEW v;\nCREATE VIEW v AS SELECT 2 AS y;\n",
    "a drop before the first definition": "DROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT 1 AS x;\n",
    "a column added behind a view": TABLE + "CREATE VIEW v AS SELECT * FROM t;\nALTER TABLE t ADD c int;\n",
    "a table made from rows": TABLE + "INSERT INTO t VALUES (1, 'x');\nCREATE TABLE u AS SELECT * FROM t;\n",
    "a table renamed and made again": TABLE + "ALTER TABLE t RENAME TO old;\nCREATE TABLE t (c int);\n",
    "privileges of what is there": (
        "CREATE VIEW v AS SELECT 1 AS x;\nGRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;\n" + TABLE
    ),
    "a transaction with a helper": (
        "BEGIN;\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
        "CREATE TABLE t AS SELECT f() AS a;\nDROP FUNCTION f();\nCOMMIT;\n"
    ),
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_the_lowered_script_leaves_the_same_catalog(postgres, catalog, text):
    found = compose_project([split(text, "db/change.sql")])
    original, lowered = postgres.create_database(), postgres.create_database()
    errors = postgres.psql(original, text) + postgres.psql(lowered, found.script)
    assert (errors, found.verdict.problems) == ([], ())
    with postgres.connect(original) as first, postgres.connect(lowered) as second:
        assert catalog(first) == catalog(second)
