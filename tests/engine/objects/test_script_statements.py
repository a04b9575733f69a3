"""Statements of a script have shapes: what they change, drop, describe, insert or run is named in the spec."""

import pytest

from engine.conversion import convert_file
from engine.proof.verdict import VerdictKind
from engine.source.split_file import split
from engine.spec.model import (
    AlterSpec,
    AnonymousBlockSpec,
    AnyStatementSpec,
    CatchHandler,
    CommentOnSpec,
    CreateSpec,
    DerivedTableSpec,
    DropSpec,
    ExplainSpec,
    OnConflict,
    QuerySpec,
    RowDeleteSpec,
    RowInsertSpec,
    RowsSpec,
    RowUpdateSpec,
    SettingSpec,
    StatementSpec,
    TransactionSpec,
    VariableDeclaration,
)
from engine.spec.reader import read_spec
from engine.spec.steps.nothing import NothingStep
from engine.spec.steps.perform import PerformStep
from engine.spec.steps.set_ import SetStep


def lifted(sql: str) -> AnyStatementSpec:
    """Return the proved statement of a spec that is read again, and lifted again from its own SQL."""
    (conversion,) = convert_file(split(sql, "a.sql"))
    assert conversion.verdict is not None and conversion.verdict.kind is VerdictKind.PROVED
    (again,) = convert_file(split(conversion.lowered, "a.sql"))
    assert again.spec == conversion.spec
    (statement,) = read_spec(conversion.spec).statements
    assert conversion.counts.raw == isinstance(statement, StatementSpec)
    return statement


STATEMENTS: dict[str, AnyStatementSpec] = {
    "COMMENT ON COLUMN s.t.a IS 'It''s';": CommentOnSpec(comment_on="COLUMN s.t.a", text="It's"),
    "COMMENT ON FUNCTION f(int, text) IS NULL;": CommentOnSpec(comment_on="FUNCTION f(int, text)"),
    "DROP TABLE IF EXISTS a, s.b CASCADE;": DropSpec(drop="table", names=("a", "s.b"), if_exists=True, cascade=True),
    "DROP FUNCTION f(int, text), g() RESTRICT;": DropSpec(drop="function", names=("f(int, text)", "g()")),
    "DROP TRIGGER g ON t;": DropSpec(drop="trigger", names=("g ON t",)),
    "DROP INDEX CONCURRENTLY i;": DropSpec(drop="index", names=("i",), concurrently=True),
    "DROP USER IF EXISTS joe;": DropSpec(drop="user", names=("joe",), if_exists=True),
    "ALTER TABLE ONLY s.t ADD COLUMN a int DEFAULT 3, ALTER b DROP NOT NULL;": AlterSpec(
        alter="table", name="s.t", only=True, commands=("ADD COLUMN a int DEFAULT 3", "ALTER b DROP NOT NULL")
    ),
    "ALTER TABLE IF EXISTS t RENAME a TO b;": AlterSpec(
        alter="table", name="t", if_exists=True, commands=("RENAME a TO b",)
    ),
    "ALTER FUNCTION f(int) OWNER TO joe;": AlterSpec(alter="function", name="f(int)", commands=("OWNER TO joe",)),
    "ALTER POLICY p ON s.t USING (true);": AlterSpec(alter="policy", name="p ON s.t", commands=("USING (true)",)),
    "ALTER TYPE m ADD VALUE 'x' AFTER 'y';": AlterSpec(alter="type", name="m", commands=("ADD VALUE 'x' AFTER 'y'",)),
    "CREATE OPERATOR s.!<@ (leftarg = int, rightarg = int[], function = s.f);": CreateSpec(
        create="operator", name="s.!<@", with_=(("leftarg", "int"), ("rightarg", "int[]"), ("function", "s.f"))
    ),
    "CREATE OPERATOR + (leftarg = s.a, function = s.f, HASHES);": CreateSpec(
        create="operator", name="+", definition="(leftarg = s.a, function = s.f, HASHES)"
    ),
    "CREATE OPERATOR CLASS s.o FOR TYPE t USING btree AS OPERATOR 1 <;": CreateSpec(
        create="operator class", name="s.o", definition="FOR TYPE t USING btree AS OPERATOR 1 <"
    ),
    "CREATE OR REPLACE AGGREGATE g(int, b text) (sfunc = f, stype = int);": CreateSpec(
        create="aggregate", name="g(int, b text)", replace=True, with_=(("sfunc", "f"), ("stype", "int"))
    ),
    "CREATE CAST (s.a AS text) WITH FUNCTION f(s.a) AS IMPLICIT;": CreateSpec(
        create="cast", name="(s.a AS text)", definition="WITH FUNCTION f(s.a) AS IMPLICIT"
    ),
    "CREATE EXTENSION IF NOT EXISTS e WITH SCHEMA x;": CreateSpec(
        create="extension", name="e", if_not_exists=True, definition="WITH SCHEMA x"
    ),
    "CREATE TEMP TABLE t (a) WITH (fillfactor = 70) ON COMMIT DROP AS SELECT 1 WITH NO DATA;": DerivedTableSpec(
        create_table="t",
        persistence="temporary",
        columns=("a",),
        with_=(("fillfactor", "70"),),
        on_commit="drop",
        query="SELECT 1",
        with_data=False,
    ),
    "CREATE TABLE IF NOT EXISTS s.t AS TABLE u;": DerivedTableSpec(
        create_table="s.t", if_not_exists=True, query="TABLE u"
    ),
    "SELECT a INTO TEMP t FROM u;": QuerySpec(query="SELECT a INTO TEMP t FROM u"),
    "SELECT f(1);": QuerySpec(query="SELECT f(1)"),
    "EXPLAIN ANALYZE VERBOSE SELECT 1;": ExplainSpec(explain="SELECT 1", options=("analyze", "verbose")),
    "EXPLAIN (COSTS off) DELETE FROM t;": ExplainSpec(explain="DELETE FROM t", options=("COSTS off",)),
    "EXPLAIN (SELECT 1);": ExplainSpec(explain="(SELECT 1)"),
    "ROLLBACK TO SAVEPOINT s;": TransactionSpec(transaction="ROLLBACK TO SAVEPOINT s"),
    "SET LOCAL work_mem TO '1MB';": SettingSpec(set="work_mem", to="'1MB'", local=True),
    "SET SESSION x.y = a, b;": SettingSpec(set="x.y", to="a, b"),
    "INSERT INTO t (a, b) VALUES (1, 'x') ON CONFLICT DO NOTHING;": RowInsertSpec(
        table="t", values=(("a", "1"), ("b", "'x'")), on_conflict=OnConflict(do="nothing")
    ),
    "UPDATE t SET a = 1 WHERE b;": RowUpdateSpec(table="t", set=(("a", "1"),), where="b"),
    "DELETE FROM t USING u WHERE t.a = u.a;": RowDeleteSpec(table="t", using="u", where="t.a = u.a"),
    "INSERT INTO t VALUES (1), (2);": RowsSpec(rows="INSERT INTO t VALUES (1), (2)"),
    "TRUNCATE t;": RowsSpec(rows="TRUNCATE t"),
}


@pytest.mark.parametrize("sql", STATEMENTS)
def test_a_statement_has_its_parts(sql: str) -> None:
    assert lifted(sql) == STATEMENTS[sql]


def test_a_comment_in_a_statement_becomes_its_note() -> None:
    found = lifted("DROP VIEW v -- no longer read\n;")
    assert found == DropSpec(drop="view", names=("v",), note="no longer read")


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("ALTER SYSTEM SET a = b;", "AlterSystem has no shape"),
        ("SET SESSION AUTHORIZATION joe;", "a setting of the session"),
        ("DO LANGUAGE plpython3u $$ pass $$;", "an anonymous block in a language without steps"),
        ("DO $$ nothing $$;", 'expected BEGIN, found "nothing"'),
    ],
)
def test_what_has_no_shape_is_kept_whole(sql: str, reason: str) -> None:
    assert lifted(sql) == StatementSpec(sql=sql.removesuffix(";"), reason=reason)


def test_an_anonymous_block_has_steps() -> None:
    found = lifted("-- once\nDO $$ DECLARE n int; BEGIN n := 1; PERFORM f(n); EXCEPTION WHEN others THEN NULL; END $$;")
    assert found == AnonymousBlockSpec(
        declare=(VariableDeclaration(name="n", type="int"),),
        steps=(SetStep(set=(("n", "1"),)), PerformStep(perform="f(n)")),
        catch=(CatchHandler(when=("others",), then=(NothingStep(),)),),
        note="once",
    )
