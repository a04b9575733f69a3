"""A statement that a later one replaces is proved to be so only if nothing in between sees the object."""

import pytest

from engine.proof.scripts.history import current_sources, history_of
from engine.source.split_file import split

F1 = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;"
F2 = "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2; END $$;"
V1 = "CREATE VIEW v AS SELECT 1 AS x;"
V2 = "CREATE OR REPLACE VIEW v AS SELECT 1 AS x, 2 AS y;"
T = "CREATE TABLE t (a int PRIMARY KEY);"
CALLS_F = "CREATE FUNCTION g(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN f(a); END $$;"
ROW_OF_V = "CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $$ DECLARE r v%ROWTYPE; BEGIN RETURN 1; END $$;"


def removable(*statements: str) -> list[int]:
    return sorted(history_of([split("\n".join(statements), "db.sql")]).removable)


@pytest.mark.parametrize(
    ("statements", "replaced"),
    [
        ((F1, F2), [0]),
        ((V1, V2), [0]),
        ((V1, F1, V2, F2), [0, 1]),
        ((F1, F2, F2), [0, 1]),
        ((F1, "BEGIN;", F2, "COMMIT;"), [0]),
        ((F1, "BEGIN;", F2, "COMMIT;", "BEGIN;", T, "ROLLBACK;"), [0]),
        ((F1, CALLS_F, "CREATE INDEX ON t (h(a));", F2), [0]),
        ((V1, ROW_OF_V.replace("v%", "w%"), V2), [0]),
        ((F1.replace("f(", "s.f("), "CREATE SCHEMA z;", F2.replace("f(", "s.f(")), [0]),
        (("COMMENT ON TABLE t IS 'a';", "CREATE VIEW v AS SELECT * FROM t;", "COMMENT ON TABLE t IS 'b';"), [0]),
        ((T, "DROP TABLE t;"), [0, 1]),
        ((F1, F2, "DROP FUNCTION IF EXISTS f(int);"), [0, 1, 2]),
        ((F1, F2.replace("RETURN 2", "RETURN f(2)")), [0]),
        ((F1, F1.replace("f(a", "g(a").replace("RETURN 1", "RETURN f(1)"), F2), [0]),
    ],
)
def test_what_a_later_statement_makes_anew_is_replaced(statements: tuple[str, ...], replaced: list[int]) -> None:
    assert removable(*statements) == replaced


@pytest.mark.parametrize(
    ("earlier", "between", "later"),
    [
        (F1, "COMMENT ON FUNCTION f(int) IS 'a';", F2),
        (F1, "GRANT EXECUTE ON FUNCTION f(int) TO PUBLIC;", F2),
        (F1, "ALTER FUNCTION f(int) OWNER TO me;", F2),
        (F1, "CREATE VIEW w AS SELECT f(1) AS x;", F2),
        (F1, "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT f(1)';", F2),
        (F1, "CREATE INDEX ON t (f(a));", F2),
        (F1, "INSERT INTO t SELECT f(1);", F2),
        (F1, "INSERT INTO t SELECT count(*) FROM pg_proc;", F2),
        (F1, "SELECT f(1);", F2),
        (F1, "DO $$ BEGIN NULL; END $$;", F2),
        (F1, "SET ROLE me;", F2),
        (F1, "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO me;", F2),
        (F1, "ALTER FUNCTION f(int) RENAME TO g;", F2),
        (F1, "SOMETHING ELSE;", F2),
        (F1, "\\i other.sql\n", F2),
        (F1, "SET search_path = s;", F2),
        (F1, "CREATE SCHEMA s;", F2),
        (F1.replace("f(", "s.f("), "ALTER SCHEMA s RENAME TO z; CREATE SCHEMA s;", F2.replace("f(", "s.f(")),
        (F1.replace("a int", "a m"), "ALTER TYPE m RENAME TO z;", F2.replace("a int", "a m")),
        (F1, "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION g();", F2),
        (F1, f"{CALLS_F} CREATE INDEX ON t (g(a));", F2),
        (F1, f"{CALLS_F} CREATE TABLE t (a int, b int GENERATED ALWAYS AS (g(1)) STORED);", F2),
        (F1, f"{CALLS_F} ALTER TABLE t ADD CHECK (g(a) > 0);", F2),
        (F1, f"{CALLS_F} ALTER TABLE t ADD COLUMN c int DEFAULT g(1);", F2),
        (F1, f"{CALLS_F} ALTER TABLE t ALTER COLUMN a TYPE int USING g(a);", F2),
        (V1, ROW_OF_V, V2),
        (V1, "INSERT INTO t SELECT 1 FROM u WHERE to_regclass(u.a) IS NULL;", V2),
        (V1, "ALTER VIEW v ALTER COLUMN x SET DEFAULT 1;", V2),
        (V1, "CREATE VIEW w AS SELECT * FROM v;", V2),
        ("COMMENT ON VIEW v IS 'a';", "DROP VIEW v;", "COMMENT ON VIEW v IS 'b';"),
        (
            "COMMENT ON VIEW v IS 'a';",
            "INSERT INTO t SELECT obj_description('v'::regclass);",
            "COMMENT ON VIEW v IS 'b';",
        ),
        ("COMMENT ON VIEW v IS 'a';", "", "COMMENT ON TABLE v IS 'b';"),
        (T, "CREATE VIEW w AS SELECT * FROM t;", "DROP TABLE t;"),
        (T, "CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $$ DECLARE r t; BEGIN END $$;", "DROP TABLE t;"),
        (T, "CREATE TABLE t_a (b serial);", "DROP TABLE t;"),
        (T, "", "DROP TABLE t CASCADE;"),
        (V1, "", "CREATE OR REPLACE VIEW v AS SELECT x FROM v;"),
        (F1, "", "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT f(1)';"),
        (F1, f"COMMENT ON FUNCTION f(int) IS 'a'; {F2}", "DROP FUNCTION f(int);"),
        (T, "", "DROP TABLE t, u;"),
        (T, "", "DROP VIEW t;"),
        (T.replace("TABLE", "TABLE IF NOT EXISTS"), "", "DROP TABLE t;"),
        (F2, "", "DROP FUNCTION f(int);"),
        (F1, "", F2.replace("a int", "a text")),
        (F1, "", F2.replace("f(a", "s.f(a")),
        (F1.replace("f(a", "{{ s }}.f(a"), "", F2.replace("f(a", "{{ s }}.f(a")),
    ],
)
def test_what_is_seen_in_between_or_is_another_object_stays(earlier: str, between: str, later: str) -> None:
    assert removable(earlier, between, later) == []


@pytest.mark.parametrize(
    ("path", "earlier", "later"),
    [
        ("", "COMMENT ON TABLE a.b IS '1';", "COMMENT ON TABLE \"a.b\" IS '2';"),
        ("", "CREATE VIEW a.v AS SELECT 1 AS x;", 'CREATE OR REPLACE VIEW "a.v" AS SELECT 1 AS x;'),
        ("", "CREATE TABLE a.t (i int);", 'DROP TABLE "a.t";'),
        ("", F1, F2.replace("a int", 'a "integer"')),
        ("", F1, 'DROP FUNCTION f("integer");'),
        ("", F1.replace("a int", "a t.a%TYPE"), F2.replace("a int", "a t.a%TYPE")),
        ("", "CREATE PROCEDURE p(a int, OUT b int) AS 'x' LANGUAGE plpgsql;",
         "CREATE OR REPLACE PROCEDURE p(a int, b int) AS 'x' LANGUAGE plpgsql;"),
        ('"$user", public', "COMMENT ON TABLE t IS '1';", "COMMENT ON TABLE public.t IS '2';"),
        ("x", "COMMENT ON TABLE x.t IS '1';", "COMMENT ON TABLE t IS '2';"),
    ],
)  # fmt: skip
def test_an_object_of_a_name_that_only_looks_alike_stays(path: str, earlier: str, later: str) -> None:
    setting = f"SET search_path = {path};" if path else ""
    assert removable(setting, earlier, later) == []


def test_a_procedure_is_dropped_with_its_outputs() -> None:
    assert removable("CREATE PROCEDURE p(OUT b int) AS 'x' LANGUAGE plpgsql;", "DROP PROCEDURE p(OUT int);") == [0, 1]


@pytest.mark.parametrize("undo", ["ROLLBACK;", "ROLLBACK TO SAVEPOINT s;", "PREPARE TRANSACTION 'p';"])
def test_a_replacement_that_is_undone_replaces_nothing(undo: str) -> None:
    assert removable(F1, "BEGIN;", "SAVEPOINT s;", F1.replace("f(", "g("), F2.replace("f(", "g("), undo) == []


@pytest.mark.parametrize("opening", ["BEGIN;", "START TRANSACTION;", "BEGIN; COMMIT AND CHAIN;"])
def test_a_transaction_that_is_never_ended_replaces_nothing(opening: str) -> None:
    assert removable(F1, opening, F2) == []
    assert removable(F1, opening, "COMMIT;", F2) == [0]


def test_rows_reach_the_routine_of_a_check() -> None:
    check = "ALTER TABLE t ADD CHECK (f(a) > 0);"
    assert removable(F1, check, F2, "INSERT INTO t VALUES (1);", F2.replace("RETURN 2", "RETURN 3")) == []


def test_an_event_trigger_runs_at_every_later_definition() -> None:
    assert removable("CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION g();", F1, F2) == []


def test_an_unreadable_file_in_between_may_hold_anything() -> None:
    sources = [split(F1, "1.sql"), split("\0", "2.sql"), split(F2, "3.sql")]
    assert not history_of(sources).removable


def test_many_redefinitions_of_one_routine_are_read() -> None:
    assert len(removable(F1, *[F2] * 1500, "DROP FUNCTION f(int);")) == 1502


def test_the_obstacle_is_named() -> None:
    (found,) = history_of([split("\n".join((V1, "COMMENT ON VIEW v IS 'a';", V2)), "db.sql")]).replacements
    assert found.obstacle == "comment v is in between"


def test_the_current_files_are_without_what_is_replaced() -> None:
    sources = [split(f"{F1}\n{V1}", "1.sql"), split(F2, "2.sql")]
    first, second = current_sources(sources, history_of(sources))
    assert [unit.kind for unit in first.units] == ["view"]
    assert second == sources[1]
