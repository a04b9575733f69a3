"""Two scripts: every statement once, and dependent ones in their order."""

from __future__ import annotations

import pytest

from engine.proof.scripts.prove_script import prove_script
from engine.proof.scripts.script_verdict import ProblemKind, ScriptVerdict
from engine.source.split_file import split

TABLE = "CREATE TABLE t (a int, b text);"
BODY = "LANGUAGE plpgsql AS $$ BEGIN PERFORM a FROM t; END $$;"


def compared(original: str, lowered: str) -> ScriptVerdict:
    return prove_script([split(original, "one.sql")], [split(lowered, "lowered.sql")])


def kinds(verdict: ScriptVerdict) -> set[ProblemKind]:
    return {problem.kind for problem in verdict.problems}


DEPENDENT = {
    "a drop before the object is made anew": ("DROP VIEW IF EXISTS v;", "CREATE VIEW v AS SELECT 1 AS x;"),
    "a view of a table": (TABLE, "CREATE VIEW v AS SELECT a FROM t;"),
    "a drop after a use": ("CREATE VIEW v AS SELECT a FROM t;", "DROP TABLE t CASCADE;"),
    "a second definition": ("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';", "DROP FUNCTION f();"),
    "a rename": ("ALTER TABLE t RENAME TO u;", "CREATE VIEW v AS SELECT a FROM u;"),
    "rows into a table": (TABLE, "INSERT INTO t VALUES (1, 'x');"),
    "rows after rows": ("INSERT INTO t VALUES (1, 'x');", "UPDATE t SET a = 2;"),
    "a constraint after rows": ("INSERT INTO t VALUES (1, 'x');", "ALTER TABLE t ADD CHECK (a > 0);"),
    "a trigger after rows": (
        "INSERT INTO t VALUES (1, 'x');",
        "CREATE TRIGGER g AFTER INSERT ON t EXECUTE FUNCTION f();",
    ),
    "an unknown block": ("DO $$ BEGIN EXECUTE 'DROP TABLE x'; END $$;", "CREATE TABLE y (a int);"),
    "a setting": ("SET check_function_bodies = off;", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"),
    "two indexes of a table": ("CREATE INDEX ON t (a);", "CREATE INDEX ON t (b);"),
    "an index that a foreign key needs": (
        "CREATE UNIQUE INDEX i ON t (a);",
        "CREATE TABLE u (a int REFERENCES t (a));",
    ),
    "the last comment counts": ("COMMENT ON TABLE t IS 'x';", "COMMENT ON TABLE t IS 'y';"),
    "a comment on a routine": (
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "COMMENT ON FUNCTION f IS 'x';",
    ),
    "a privilege on a routine": (
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "GRANT EXECUTE ON FUNCTION f() TO PUBLIC;",
    ),
    "an owner, who may be the one that a privilege names": ("ALTER TABLE t OWNER TO r;", "GRANT SELECT ON t TO me;"),
    "the last privilege counts": ("GRANT SELECT ON t TO PUBLIC;", "REVOKE SELECT ON t FROM PUBLIC;"),
    "a privilege of what is there": ("CREATE VIEW v AS SELECT 1 AS x;", "GRANT SELECT ON ALL TABLES IN SCHEMA s TO r;"),
    "a sequence named by the server": ("CREATE TABLE t (id serial);", "ALTER SEQUENCE t_id_seq RESTART 100;"),
    "a name in a literal": ("CREATE SEQUENCE s;", "CREATE TABLE t (a int DEFAULT nextval('s'));"),
    "a routine that a call may mean": (
        "CREATE VIEW v AS SELECT f(1) AS x;",
        "CREATE FUNCTION f(i int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    ),
    "a comment on a column that is dropped": ("COMMENT ON COLUMN t.a IS 'x';", "ALTER TABLE t DROP a;"),
    "an SQL body and the routine that it calls": (
        "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT g() $$;",
    ),
    "a comment on a constraint": (
        "ALTER TABLE t ADD CHECK (a > 0);",
        "COMMENT ON CONSTRAINT t_a_check ON t IS 'x';",
    ),
    "two foreign keys of a table": (
        "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (a);",
        "ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES w (b);",
    ),
    "a transaction around a statement": ("BEGIN;", "CREATE TABLE y (a int);"),
}


@pytest.mark.parametrize("pair", DEPENDENT.values(), ids=DEPENDENT)
def test_dependent_statements_keep_their_order(pair: tuple[str, str]) -> None:
    first, second = pair
    assert compared(first + second, first + second).is_proved
    assert kinds(compared(first + second, second + first)) == {ProblemKind.ORDER}


INDEPENDENT = {
    "two tables": (TABLE, "CREATE TABLE u (c int);"),
    "the same name in two schemas": ("CREATE TABLE x.t (a int);", "CREATE VIEW v AS SELECT a FROM y.t;"),
    "a comment and a view of the table": ("COMMENT ON TABLE t IS 'x';", "CREATE VIEW v AS SELECT a FROM t;"),
    "a privilege and a view of the table": ("GRANT SELECT ON t TO PUBLIC;", "CREATE VIEW v AS SELECT a FROM t;"),
    "an index and a view of the table": ("CREATE VIEW v AS SELECT a FROM t;", "CREATE INDEX i ON t (a);"),
    "a body and a table made after it": (f"CREATE FUNCTION f() RETURNS void {BODY}", TABLE),
    "a foreign key and an index of its own table": (
        "CREATE INDEX i ON t (a);",
        "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (a);",
    ),
    "a comment on a table and a new column": ("COMMENT ON TABLE t IS 'x';", "ALTER TABLE t ADD c int;"),
    "comments on two columns": ("COMMENT ON COLUMN t.a IS 'x';", "COMMENT ON COLUMN t.b IS 'y';"),
    "a PL/pgSQL body and the routine that it calls": (
        "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM g(); END $$;",
    ),
    "a setting of what is reported": ("SET client_min_messages = warning;", TABLE),
}


@pytest.mark.parametrize("pair", INDEPENDENT.values(), ids=INDEPENDENT)
def test_independent_statements_may_change_places(pair: tuple[str, str]) -> None:
    first, second = pair
    assert compared(first + second, second + first).is_proved


SAME = {
    "a constraint added to its table": (
        TABLE + "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);",
        "CREATE TABLE t (a int, b text, CONSTRAINT c CHECK (a > 0));",
    ),
    "a key written with its column": (
        "CREATE TABLE t (a int PRIMARY KEY);",
        "CREATE TABLE t (a int, PRIMARY KEY (a));",
    ),
    "several commands of one ALTER": (
        "ALTER TABLE t ADD c int, ALTER a SET NOT NULL;",
        "ALTER TABLE t ADD c int; ALTER TABLE t ALTER a SET NOT NULL;",
    ),
    "the owner of a sequence": ("CREATE SEQUENCE s OWNED BY t.a;", "CREATE SEQUENCE s; ALTER SEQUENCE s OWNED BY t.a;"),
    "a comment on a type with two names": (
        "COMMENT ON FUNCTION f(int4) IS 'x';",
        "COMMENT ON FUNCTION f(integer) IS 'x';",
    ),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_statements_may_be_joined_or_taken_apart(pair: tuple[str, str]) -> None:
    assert compared(*pair).is_proved


DIFFERENT = {
    "a statement is missing": (TABLE + "DROP VIEW v;", TABLE, ProblemKind.MISSING),
    "a statement is there twice": (TABLE, TABLE + "DROP VIEW v;", ProblemKind.ADDED),
    "one of two equal statements is missing": ("DELETE FROM t; DELETE FROM t;", "DELETE FROM t;", ProblemKind.MISSING),
    "a routine changes": (
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';",
        ProblemKind.MISSING,
    ),
    "another search path": ("SET search_path = s; " + TABLE, TABLE, ProblemKind.MISSING),
    "two keys of a table change places": (
        "CREATE TABLE t (a int UNIQUE, b int UNIQUE);",
        "CREATE TABLE t (a int, b int, UNIQUE (b), UNIQUE (a));",
        ProblemKind.ORDER,
    ),
    "a statement that does not parse": ("CREATE TABEL t;" + TABLE, TABLE, ProblemKind.LEFT_OUT),
    "rows outside of their statement": ("COPY t FROM stdin;\n1\n\\.\n", "", ProblemKind.LEFT_OUT),
    "a command of psql": ("\\set owner me\n" + TABLE, TABLE, ProblemKind.LEFT_OUT),
}


@pytest.mark.parametrize("case", DIFFERENT.values(), ids=DIFFERENT)
def test_a_difference_is_reported_by_its_kind(case: tuple[str, str, ProblemKind]) -> None:
    original, lowered, kind = case
    assert kind in kinds(compared(original, lowered))


def test_a_definition_in_a_later_file_may_come_first() -> None:
    files = [split("CREATE VIEW v AS SELECT f(a) FROM t;", "a.sql"), split(TABLE, "b.sql")]
    assert prove_script(files, [split(TABLE + "CREATE VIEW v AS SELECT f(a) FROM t;")]).is_proved


def test_rows_stay_behind_what_their_triggers_call() -> None:
    trigger = "CREATE TRIGGER g AFTER INSERT ON t EXECUTE FUNCTION f();"
    routine = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM u; END $$;"
    rows, audit = "INSERT INTO t VALUES (1, 'x');", "CREATE TABLE u (a int);"
    verdict = compared(TABLE + routine + trigger + audit + rows, TABLE + routine + trigger + rows + audit)
    assert kinds(verdict) == {ProblemKind.ORDER}


def test_a_problem_names_both_statements() -> None:
    (problem,) = compared(
        "DROP VIEW v; CREATE VIEW v AS SELECT 1 AS x;", "CREATE VIEW v AS SELECT 1 AS x; DROP VIEW v;"
    ).problems
    assert problem.sentence == "drop v must stay before view v."
    assert problem.statements == (0, 1)


@pytest.mark.parametrize(
    "lowered",
    [
        "CREATE TABLE t (a int, b int);",
        "CREATE TABLE t (a int, {% if x %} b int {% endif %});",
        "CREATE TABLE t (a int {% if y %}, b int {% endif %});",
    ],
)
def test_a_block_of_a_template_is_part_of_its_statement(lowered: str) -> None:
    original = "CREATE TABLE t (a int {% if x %}, b int {% endif %});"
    assert compared(original, original).is_proved
    assert not compared(original, lowered).is_proved


def test_an_anonymous_block_is_compared_as_code() -> None:
    original = "DO $$ BEGIN x := 1; END $$;"
    assert compared(original, "DO LANGUAGE plpgsql $$\nBEGIN\n    x := 1;\nEND;\n$$;").is_proved
    assert kinds(compared(original, original.replace("1", "2"))) == {ProblemKind.MISSING}


def test_a_script_with_the_directives_of_a_template_is_not_proved() -> None:
    text = "{% if x %} CREATE TABLE a (b int); {% endif %}"
    assert kinds(compared(text, "CREATE TABLE a (b int);")) == {ProblemKind.LEFT_OUT}
