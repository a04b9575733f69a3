"""Scripts that differ in what a name means: PostgreSQL can distinguish each pair, and each was called proved once."""

import pytest

from engine.proof.scripts.prove_script import prove_script
from engine.source.split_file import split

T = "CREATE TABLE t (a int, b int);"
DOTTED = 'CREATE SCHEMA a; CREATE TABLE a.b (c int); CREATE TABLE "a.b" (c int);'
ENUM = "CREATE TYPE e AS ENUM ('a', 'b'); CREATE FUNCTION f(e, e) RETURNS bool LANGUAGE sql AS 'SELECT true';"
EQUALS = "CREATE OPERATOR = (FUNCTION = f, LEFTARG = e, RIGHTARG = e);"
PARTS = "CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
CHECK = "CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';"
FIELD = "CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT 7';"

OTHER_OBJECTS = {
    "a table with a dot in its name": (DOTTED, "ALTER TABLE a.b ADD d int;", 'ALTER TABLE "a.b" ADD d int;'),
    "a check of such a table": (DOTTED, "ALTER TABLE a.b ADD CHECK (c > 0);", 'ALTER TABLE "a.b" ADD CHECK (c > 0);'),
    "a comment on such a table": (DOTTED, "COMMENT ON TABLE a.b IS 'x';", "COMMENT ON TABLE \"a.b\" IS 'x';"),
    "a comment on its column": (DOTTED, "COMMENT ON COLUMN a.b.c IS 'x';", "COMMENT ON COLUMN \"a.b\".c IS 'x';"),
    "the owner of a sequence": (DOTTED, "ALTER SEQUENCE a.s OWNED BY a.b.c;", 'ALTER SEQUENCE "a.s" OWNED BY a.b.c;'),
    "a comment on a routine": ("", "COMMENT ON FUNCTION a.f() IS 'x';", "COMMENT ON FUNCTION \"a.f\"() IS 'x';"),
    "a type named like one of the standard": (
        "",
        "COMMENT ON FUNCTION f(int) IS 'x';",
        "COMMENT ON FUNCTION f(\"integer\") IS 'x';",
    ),
    "a constraint of a domain": (
        "",
        "COMMENT ON CONSTRAINT c ON DOMAIN d IS 'x';",
        "COMMENT ON CONSTRAINT c ON DOMAIN e IS 'x';",
    ),
    "a cast": ("", "COMMENT ON CAST (d AS int) IS 'x';", "COMMENT ON CAST (e AS int) IS 'x';"),
    "a large object": ("", "COMMENT ON LARGE OBJECT 1 IS 'x';", "COMMENT ON LARGE OBJECT 2 IS 'x';"),
    "the side of an operand": (
        "",
        "COMMENT ON OPERATOR @ (NONE, int) IS 'x';",
        "COMMENT ON OPERATOR @ (int, NONE) IS 'x';",
    ),
    "a table behind the first schema of the path": (
        "SET search_path = x, public;",
        "ALTER TABLE t ADD CHECK (a > 0);",
        "ALTER TABLE x.t ADD CHECK (a > 0);",
    ),
    "a table in the schema of the user": (
        'SET search_path = "$user", public;',
        "COMMENT ON TABLE t IS 'x';",
        "COMMENT ON TABLE public.t IS 'x';",
    ),
    "a temporary table": (
        "SET search_path = x; CREATE TEMP TABLE t (a int);",
        "ALTER TABLE t ADD CHECK (a > 0);",
        "ALTER TABLE x.t ADD CHECK (a > 0);",
    ),
    "a list of schemas that is folded": (
        "SELECT set_config('search_path', 'Foo', false);",
        T,
        f'SET search_path = "Foo"; {T}',
    ),
    "a schema with a comma in its name": (
        "SELECT set_config('search_path', '\"a,b\"', false);",
        T,
        f"SET search_path = a, b; {T}",
    ),
    "a computed name of a setting": (
        "SET search_path = y; SELECT set_config('search_' || 'path', 'x', false);",
        T,
        f"SET search_path = y; {T}",
    ),
    "a setting in quotes": (
        "SET search_path = x;",
        f'SET "Search_Path" = y; {T}',
        f'SET search_path = x; {T}',
    ),
}  # fmt: skip

MOVED = {
    "two comments on one column": (T, "COMMENT ON COLUMN t.a IS 'a';", "COMMENT ON COLUMN public.t.a IS 'b';"),
    "two comments on one trigger": (T, "COMMENT ON TRIGGER x ON t IS 'a';", "COMMENT ON TRIGGER x ON public.t IS 'b';"),
    "two comments on one cast": ("", "COMMENT ON CAST (c AS int) IS 'a';", "COMMENT ON CAST (c AS int4) IS 'b';"),
    "two comments on one large object": ("", "COMMENT ON LARGE OBJECT 1 IS 'a';", "COMMENT ON LARGE OBJECT 1 IS 'b';"),
    "an array of a table's rows": ("", T, "CREATE TABLE u (x _t);"),
    "a multirange": ("", "CREATE TYPE myrange AS RANGE (subtype = int);", "CREATE TABLE u (x mymultirange);"),
    "a multirange with a name": (
        "",
        "CREATE TYPE r AS RANGE (subtype = int, multirange_type_name = m);",
        "CREATE TABLE u (x m);",
    ),
    "an index with a number": (
        f"{T} CREATE INDEX ON t (a);",
        "CREATE UNIQUE INDEX ON t (a);",
        "ALTER INDEX t_a_idx1 RENAME TO z;",
    ),
    "a dropped index with a number": (
        f"{T} CREATE INDEX ON t (a); CREATE UNIQUE INDEX ON t (a);",
        "DROP INDEX t_a_idx1;",
        "CREATE INDEX ON t (a) WHERE a > 0;",
    ),
    "a sequence with a number": (
        "CREATE SEQUENCE t_id_seq;",
        "CREATE TABLE t (id serial);",
        "CREATE TABLE u (a int DEFAULT nextval('t_id_seq1'));",
    ),
    "a name that is cut": (
        "",
        f"CREATE SEQUENCE {'a' * 63};",
        f"CREATE TABLE t (x int DEFAULT nextval('{'a' * 70}'));",
    ),
    "a name in code points": (
        "",
        T,
        "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $$SELECT a FROM U&\"!0074\" UESCAPE '!'$$;",
    ),
    "a schema named after its owner": ("", "CREATE SCHEMA AUTHORIZATION bob;", "CREATE TABLE bob.t (a int);"),
    "a check that is validated later": (
        f"{T} {CHECK} ALTER TABLE t ADD CONSTRAINT k CHECK (f(a) > 0) NOT VALID;",
        "ALTER TABLE t VALIDATE CONSTRAINT k;",
        CHECK.replace("CREATE", "CREATE OR REPLACE").replace("1;", "-1;"),
    ),
    "a key of partitions that calls a routine": (
        f"{CHECK} CREATE TABLE p (a int) PARTITION BY LIST (f(a)); CREATE TABLE c (a int);",
        "ALTER TABLE p ATTACH PARTITION c FOR VALUES IN (1);",
        CHECK.replace("CREATE", "CREATE OR REPLACE").replace("1;", "-1;"),
    ),
    "a setting that rows change": (
        "",
        "INSERT INTO t SELECT set_config('role', 'bob', false);",
        "CREATE TABLE u (a int);",
    ),
    "a setting that a trigger changes": (
        (f"{T} CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN /* x */ SET ROLE bob; RETURN NEW; END';"
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();"),
        "INSERT INTO t VALUES (1);",
        "CREATE TABLE u (a int);",
    ),
    "a routine in another language": (
        "CREATE FUNCTION g() RETURNS int LANGUAGE plperl AS 'x';",
        "INSERT INTO t SELECT g();",
        "CREATE TABLE u (a int);",
    ),
    "a sequence whose name is computed": (
        "CREATE SEQUENCE s;",
        "INSERT INTO t SELECT nextval(chr(115));",
        "ALTER SEQUENCE s RESTART 50;",
    ),
    "a privilege that rows ask for": (
        "CREATE TABLE u (a int);",
        "INSERT INTO t SELECT has_table_privilege('bob', chr(117), 'SELECT');",
        "GRANT SELECT ON u TO bob;",
    ),
    "a column and its privilege": (T, "ALTER TABLE t ADD c int;", "GRANT SELECT (c) ON t TO bob;"),
    "a privilege and the drop of its column": (T, "GRANT SELECT (b) ON t TO bob;", "ALTER TABLE t DROP b;"),
    "a routine that is written as a field": (T, FIELD, "CREATE VIEW v AS SELECT t.f FROM t;"),
    "a check with such a routine": (T, FIELD, "ALTER TABLE t ADD CHECK (t.f > 0);"),
    "an operator that CASE looks up": (
        ENUM,
        "CREATE VIEW v AS SELECT CASE 'a'::e WHEN 'b'::e THEN 1 END AS r;",
        EQUALS,
    ),
    "an operator that USING looks up": (
        f"{ENUM} CREATE TABLE x (k e);",
        "CREATE VIEW v AS SELECT 1 AS r FROM x JOIN x y USING (k);",
        EQUALS,
    ),
    "an operator that BETWEEN looks up": (
        ENUM,
        "CREATE VIEW v AS SELECT 'b'::e BETWEEN 'a'::e AND 'a'::e AS r;",
        EQUALS.replace("=", "<=", 1),
    ),
    "a copied index of a partition": (
        f"{PARTS} CREATE TABLE u (a int);",
        "CREATE INDEX p1_a_idx ON u (a);",
        "CREATE INDEX ON p (a);",
    ),
    "a copied index of a new partition": (
        "CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE INDEX i ON p (a); CREATE TABLE u (a int);",
        "CREATE INDEX p1_a_idx ON u (a);",
        "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);",
    ),
    "the columns of a routine's result": (
        f"{T} CREATE FUNCTION g() RETURNS t LANGUAGE sql AS 'SELECT 1, 2';",
        "CREATE VIEW v AS SELECT * FROM g();",
        "ALTER TABLE t ADD c int;",
    ),
    "the columns of a column": (
        f"{T} CREATE TABLE u (x t);",
        "CREATE VIEW v AS SELECT (x).* FROM u;",
        "ALTER TABLE t ADD c int;",
    ),
    "the columns of a view's column": (
        f"{T} CREATE TABLE u (x t); CREATE VIEW w AS SELECT x FROM u;",
        "CREATE VIEW v AS SELECT (x).* FROM w;",
        "ALTER TABLE t ADD c int;",
    ),
}  # fmt: skip

COUNTING = {
    "a serial column": "ALTER TABLE t ADD c serial, ADD d int DEFAULT nextval('t_c_seq');",
    "an identity": "ALTER TABLE t ADD c int GENERATED ALWAYS AS IDENTITY, ADD d int DEFAULT nextval('t_c_seq');",
    "two domains": "ALTER TABLE t ADD c d, ADD d d;",
}

PSQL = ("\\x \\i y.sql\n", "\\echo a \\i y.sql\n", "\\timing \\copy t from 'rows.txt'\n", "\\o |touch y\n")


def is_proved(original: str, lowered: str) -> bool:
    return prove_script([split(original, "one.sql")], [split(lowered, "lowered.sql")]).is_proved


@pytest.mark.parametrize("case", OTHER_OBJECTS.values(), ids=OTHER_OBJECTS)
def test_objects_are_not_confused(case: tuple[str, str, str]) -> None:
    before, one, other = case
    assert is_proved(before + one, before + one)
    assert not is_proved(before + one, before + other)
    assert not is_proved(before + other, before + one)


@pytest.mark.parametrize("case", MOVED.values(), ids=MOVED)
def test_statements_keep_their_order_where_a_name_is_not_written(case: tuple[str, str, str]) -> None:
    before, first, second = case
    assert is_proved(before + first + second, before + first + second)
    assert not is_proved(before + first + second, before + second + first)


@pytest.mark.parametrize("together", COUNTING.values(), ids=COUNTING)
def test_columns_with_hidden_defaults_are_added_together(together: str) -> None:
    one, other = together.removeprefix("ALTER TABLE t ").removesuffix(";").split(", ")
    assert not is_proved(T + together, f"{T} ALTER TABLE t {one}; ALTER TABLE t {other};")


@pytest.mark.parametrize("command", PSQL)
def test_a_line_with_two_commands_of_psql_is_not_left_out(command: str) -> None:
    assert not is_proved(T + "\n" + command, T)


def test_the_line_that_keeps_psql_from_an_extension_may_be_left_out() -> None:
    assert is_proved(f'\\echo Use "CREATE EXTENSION x" to load this file. \\quit\n{T}', T)


def test_checks_of_a_whole_row_and_of_no_column_keep_their_order() -> None:
    view = "CREATE VIEW v AS SELECT a FROM t;"
    original = f"CREATE TABLE t (a int, CHECK (t IS NOT NULL), CHECK (1 > 0)); {view}"
    assert not is_proved(original, f"CREATE TABLE t (a int, CHECK (1 > 0), CHECK (t IS NOT NULL)); {view}")
