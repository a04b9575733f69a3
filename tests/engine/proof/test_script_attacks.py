"""Scripts that PostgreSQL can distinguish: each pair was called proved once."""

import pytest

from engine.proof.scripts.prove_script import prove_script
from engine.source.split_file import split

T = "CREATE TABLE t (a int, b int);"
CHECKED = "CREATE TABLE t (a int CHECK (a > 0));"
CHILD = "CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p);"
PARTS = "CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
VIEW = f"{T} CREATE VIEW v AS SELECT a FROM t;"
KEYS = "CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE u (a int CONSTRAINT k REFERENCES t);"
G = "CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';"
F = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN g(); END';"
EVENT = "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION x();"
LONG = "x" * 60

JOINED = {
    "a default that heirs keep": (
        f"{CHILD} ALTER TABLE ONLY p ALTER a SET DEFAULT 4;",
        f"{CHILD} ALTER TABLE p ALTER a SET DEFAULT 4;",
    ),
    "a key without its partitions": (
        f"{PARTS} ALTER TABLE ONLY p ADD PRIMARY KEY (a);",
        f"{PARTS} ALTER TABLE p ADD PRIMARY KEY (a);",
    ),
    "heirs that a block makes": (
        f"{T} DO $$BEGIN CREATE TABLE c () INHERITS (t); END$$; ALTER TABLE ONLY t ALTER a SET DEFAULT 4;",
        f"{T} DO $$BEGIN CREATE TABLE c () INHERITS (t); END$$; ALTER TABLE t ALTER a SET DEFAULT 4;",
    ),
    "ONLY of a table from elsewhere": ("ALTER TABLE ONLY t ADD CHECK (a > 0);", "ALTER TABLE t ADD CHECK (a > 0);"),
    "a drop that runs before an addition": (
        "ALTER TABLE t ADD a text, DROP a;",
        "ALTER TABLE t ADD a text; ALTER TABLE t DROP a;",
    ),
    "a default that is dropped before the type changes": (
        "ALTER TABLE t ALTER a TYPE int USING a::int, ALTER a DROP DEFAULT;",
        "ALTER TABLE t ALTER a TYPE int USING a::int; ALTER TABLE t ALTER a DROP DEFAULT;",
    ),
    "two columns that read the old row": (
        "ALTER TABLE t ALTER a TYPE text USING b::text, ALTER b TYPE text USING a::text;",
        "ALTER TABLE t ALTER a TYPE text USING b::text; ALTER TABLE t ALTER b TYPE text USING a::text;",
    ),
    "two columns that count together": (
        "ALTER TABLE t ADD c int DEFAULT nextval('s'), ADD d int DEFAULT nextval('s');",
        "ALTER TABLE t ADD c int DEFAULT nextval('s'); ALTER TABLE t ADD d int DEFAULT nextval('s');",
    ),
    "a check that reads a later column": (
        "ALTER TABLE t ADD c int CHECK (d > 0), ADD d int;",
        "ALTER TABLE t ADD c int CHECK (d > 0); ALTER TABLE t ADD d int;",
    ),
    "a foreign key to a later column": (
        "ALTER TABLE t ADD c int REFERENCES t (d), ADD d int UNIQUE;",
        "ALTER TABLE t ADD c int REFERENCES t (d); ALTER TABLE t ADD d int UNIQUE;",
    ),
    "two keys that share an index": (
        "CREATE TABLE t (a int PRIMARY KEY UNIQUE);",
        "CREATE TABLE t (a int PRIMARY KEY); ALTER TABLE t ADD UNIQUE (a);",
    ),
}

MOVED = {
    "the name of a check": ("", CHECKED, "CREATE TABLE t_a (b int, c int, CHECK (b > c));"),
    "the name of a key": ("", "CREATE TABLE t (a int, b int, UNIQUE (a, b));", "CREATE TABLE t_a (b int UNIQUE);"),
    "the name of a foreign key": (
        "",
        "ALTER TABLE t ADD FOREIGN KEY (a, b) REFERENCES r (a, b);",
        "ALTER TABLE t_a ADD FOREIGN KEY (b) REFERENCES r (b);",
    ),
    "the name of an index": ("", "CREATE INDEX ON t (a, b);", "CREATE INDEX ON t_a (b);"),
    "a written and a generated name": ("", "CREATE INDEX t_a_idx ON u (a);", "CREATE INDEX ON t (a);"),
    "the name of a domain's check": (
        "",
        CHECKED,
        "CREATE DOMAIN t_a AS int CHECK (VALUE > 1);",
    ),
    "names that are cut": ("", f"CREATE TABLE {LONG} (id serial);", f"CREATE TABLE {LONG}x (id serial);"),
    "an owner and what is revoked": (T, "ALTER TABLE t OWNER TO bob;", "REVOKE SELECT ON t FROM bob;"),
    "an owner and a privilege of its sequence": (
        "CREATE TABLE t (id serial);",
        "ALTER TABLE t OWNER TO bob;",
        "REVOKE ALL ON SEQUENCE t_id_seq FROM bob;",
    ),
    "a sequence of a table and its owner": (
        "CREATE TABLE t (id int); CREATE SEQUENCE s;",
        "ALTER SEQUENCE s OWNED BY t.id;",
        "ALTER TABLE t OWNER TO bob;",
    ),
    "rows and the owner of a routine": (F, "INSERT INTO t SELECT f(1);", "ALTER FUNCTION f(int) OWNER TO bob;"),
    "rows and a description that they read": (
        T,
        "INSERT INTO t SELECT length(obj_description('t'::regclass));",
        "COMMENT ON TABLE t IS 'x';",
    ),
    "two comments on one routine": ("", "COMMENT ON PROCEDURE p IS 'a';", "COMMENT ON ROUTINE p IS 'b';"),
    "two comments on one domain": ("", "COMMENT ON DOMAIN d IS 'a';", "COMMENT ON TYPE d IS 'b';"),
    "a policy and its change": (T, "CREATE POLICY p ON t USING (a > 1);", "ALTER POLICY p ON t TO bob;"),
    "a policy and its comment": (T, "CREATE POLICY p ON t USING (a > 1);", "COMMENT ON POLICY p ON t IS 'c';"),
    "a trigger and its comment": (
        T,
        "CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f();",
        "COMMENT ON TRIGGER x ON t IS 'c';",
    ),
    "a column that heirs get": (CHILD, "ALTER TABLE p ADD z int;", "ALTER TABLE c ADD q int;"),
    "a column that a view of an heir shows": (CHILD, "ALTER TABLE p ADD z int;", "CREATE VIEW v AS SELECT * FROM c;"),
    "a default of an heir": (CHILD, "ALTER TABLE p ALTER a SET DEFAULT 1;", "ALTER TABLE c ALTER a SET DEFAULT 2;"),
    "a renamed column of heirs": (CHILD, "ALTER TABLE p RENAME a TO z;", "ALTER TABLE c ADD a int;"),
    "an index of heirs": (PARTS, "CREATE INDEX ON p (a);", "CREATE INDEX ON p1 (a);"),
    "a foreign key of heirs": (
        PARTS,
        "ALTER TABLE p ADD FOREIGN KEY (a) REFERENCES q;",
        "ALTER TABLE p1 ADD FOREIGN KEY (a) REFERENCES q;",
    ),
    "a trigger of heirs": (PARTS, "ALTER TABLE p DISABLE TRIGGER x;", "ALTER TABLE p1 ENABLE TRIGGER x;"),
    "the name of an index whose table is dropped": (
        f"{T} CREATE INDEX u_a_idx ON t (a); CREATE TABLE u (a int);",
        "DROP TABLE t;",
        "CREATE INDEX ON u (a);",
    ),
    "the name of a check whose column is dropped": (
        "CREATE TABLE t (a int CONSTRAINT u_a_check CHECK (a > 0), b int); CREATE TABLE u (a int);",
        "ALTER TABLE t DROP a;",
        "ALTER TABLE u ADD CHECK (a > 0);",
    ),
    "the name of an index that moves": (
        f"CREATE SCHEMA x; {T} CREATE INDEX u_a_idx ON t (a); CREATE TABLE u (a int);",
        "ALTER TABLE t SET SCHEMA x;",
        "CREATE INDEX ON u (a);",
    ),
    "a comment on the only overload": (F, "COMMENT ON FUNCTION f IS 'x';", F.replace("a int", "a text")),
    "a privilege of the only overload": (F, "GRANT EXECUTE ON FUNCTION f TO bob;", F.replace("a int", "a text")),
    "the owner of the only overload": (F, "ALTER FUNCTION f OWNER TO bob;", F.replace("a int", "a text")),
    "a schema of the search path": ("SET search_path = a, public;", "CREATE SCHEMA a;", "CREATE TABLE u (x int);"),
    "a schema made after a table": ("SET search_path = a, public;", "CREATE TABLE u (x int);", "CREATE SCHEMA a;"),
    "rows that read the catalogs": (T, "INSERT INTO t SELECT count(*) FROM pg_class;", "CREATE TABLE u (a int);"),
    "what an event trigger sees": (EVENT, "CREATE TABLE t (a int);", "CREATE TABLE u (a int);"),
    "columns that count": (
        "CREATE SEQUENCE s;",
        "ALTER TABLE t ADD n int DEFAULT nextval('s');",
        "ALTER TABLE u ADD n int DEFAULT nextval('s');",
    ),
    "a check and what its routine calls": (
        f"{T} {G} {F}",
        "ALTER TABLE t ADD CHECK (f(a) > 0);",
        G.replace("CREATE", "CREATE OR REPLACE").replace("RETURN 1", "RETURN -1"),
    ),
    "a check and the rows that its routine reads": (
        f"{T} CREATE TABLE g (a int); {F.replace('g()', '(SELECT count(*) FROM g)')}",
        "INSERT INTO g VALUES (1);",
        "ALTER TABLE t ADD CHECK (f(a) > 0);",
    ),
    "a partition and rows of its parent": (
        "CREATE TABLE p (a int) PARTITION BY LIST (a);",
        "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);",
        "INSERT INTO p VALUES (1);",
    ),
    "an operator made after a use": (
        "",
        "CREATE VIEW v AS SELECT 1 || 'x'::text AS r;",
        "CREATE OPERATOR || (FUNCTION = cc, LEFTARG = int, RIGHTARG = text);",
    ),
    "a view and the drop of its table": (VIEW, "DROP VIEW v;", "DROP TABLE t;"),
    "a view and the drop of a column": (VIEW, "DROP VIEW v;", "ALTER TABLE t DROP a;"),
    "a view that lets its table go": (VIEW, "CREATE OR REPLACE VIEW v AS SELECT 1 AS a;", "DROP TABLE t;"),
    "a foreign key and its key": (KEYS, "ALTER TABLE u DROP CONSTRAINT k;", "ALTER TABLE t DROP CONSTRAINT t_pkey;"),
    "a default and its routine": (
        f"{G} CREATE TABLE t (a int DEFAULT g());",
        "ALTER TABLE t ALTER a DROP DEFAULT;",
        "DROP FUNCTION g();",
    ),
    "rows and the sequence of their table": (
        "CREATE TABLE t (id serial, n text);",
        "INSERT INTO t (n) VALUES ('a');",
        "ALTER SEQUENCE t_id_seq RESTART WITH 100;",
    ),
    "a foreign key and rows of the other table": (
        KEYS,
        "ALTER TABLE u ADD FOREIGN KEY (a) REFERENCES t;",
        "DELETE FROM t;",
    ),
    "a copied table and a comment": (
        "CREATE TABLE a (x int);",
        "COMMENT ON COLUMN a.x IS 'c';",
        "CREATE TABLE b (LIKE a INCLUDING ALL);",
    ),
    "a copied table and a check": (
        "CREATE TABLE a (x int);",
        "ALTER TABLE a ADD CHECK (x > 0);",
        "CREATE TABLE b (LIKE a INCLUDING CONSTRAINTS);",
    ),
    "an encoding": ("", "SET client_encoding = 'LATIN1';", "CREATE TABLE t (a text DEFAULT 'é');"),
}  # fmt: skip

PSQL = {
    "what follows an end": ("CREATE TABLE a (x int);\n\\q\nCREATE TABLE b (x int);", "\\q\n"),
    "an encoding of psql": ("\\encoding LATIN1\nCREATE TABLE t (a text DEFAULT 'é');", "\\encoding LATIN1\n"),
    "another file": ("\\i x.sql\nCREATE TABLE a (x int);", "\\i x.sql\n"),
    "the value of a variable": ("\\unset x\nCREATE TABLE a (x int);", "\\unset x\n"),
    "a program": ("\\echo `rm x`\nCREATE TABLE a (x int);", "\\echo `rm x`\n"),
}


def test_many_changes_of_a_table_with_many_heirs_take_little_time() -> None:
    pairs = "".join(
        f"CREATE TABLE p{n} PARTITION OF p FOR VALUES IN ({n}); ALTER TABLE p ADD b{n} int;" for n in range(400)
    )
    text = f"CREATE TABLE p (a int) PARTITION BY LIST (a); {pairs}"
    assert is_proved(text, text)


def is_proved(original: str, lowered: str) -> bool:
    return prove_script([split(original, "one.sql")], [split(lowered, "lowered.sql")]).is_proved


@pytest.mark.parametrize("pair", JOINED.values(), ids=JOINED)
def test_statements_are_not_joined_or_taken_apart_where_it_matters(pair: tuple[str, str]) -> None:
    assert not is_proved(*pair)
    assert not is_proved(*reversed(pair))


@pytest.mark.parametrize("case", MOVED.values(), ids=MOVED)
def test_statements_keep_their_order_where_it_matters(case: tuple[str, str, str]) -> None:
    before, first, second = case
    assert is_proved(before + first + second, before + first + second)
    assert not is_proved(before + first + second, before + second + first)


@pytest.mark.parametrize("case", PSQL.values(), ids=PSQL)
def test_commands_of_psql_are_not_left_out_where_they_matter(case: tuple[str, str]) -> None:
    original, command = case
    assert not is_proved(original, original.replace(command, ""))


def test_a_new_routine_may_change_what_a_call_of_a_builtin_one_means() -> None:
    view = split("CREATE VIEW v AS SELECT length('a'::varchar) AS n;", "1.sql")
    routine = split("CREATE FUNCTION length(varchar) RETURNS int LANGUAGE sql AS 'SELECT 9';", "2.sql")
    assert not prove_script([view, routine], [routine, view]).is_proved


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        ("INSERT INTO t VALUES (1);", "ALTER TABLE t ADD c int;"),
        ("CREATE TEMP TABLE q (a int) ON COMMIT DROP;", "CREATE VIEW v AS SELECT a FROM q;"),
    ],
)
def test_no_definition_moves_into_a_transaction_with_rows(rows: str, other: str) -> None:
    inside = [split(f"{T} BEGIN; {rows} {other} COMMIT;", "1.sql")]
    assert not prove_script([split(f"{T} BEGIN; {rows} COMMIT;", "1.sql"), split(other, "2.sql")], inside).is_proved


def test_an_included_file_of_the_script_is_loaded_first() -> None:
    included, table = split(T, "x.sql"), "CREATE TABLE u (a int);"
    first, last = split(f"\\i x.sql\n{table}", "y.sql"), split(f"{table}\n\\i x.sql\n", "y.sql")
    lowered = [split(T + table)]
    assert prove_script([included, first], lowered).is_proved
    assert not prove_script([included, last], lowered).is_proved


@pytest.mark.parametrize(
    "code",
    [
        "DO $$BEGIN SET search_path = public; END$$;",
        "SELECT set_config('search_path', $$pub$$ || 'lic', false);",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SET search_path = public'; SELECT f();",
    ],
)
def test_a_search_path_is_set_again_after_code_that_may_change_it(code: str) -> None:
    original = f"SET search_path = y; {code} SET search_path = y; {T}"
    assert is_proved(original, original)
    assert not is_proved(original, f"SET search_path = y; {code} {T}")


@pytest.mark.parametrize(
    ("setting", "ending", "path"),
    [
        ("SET LOCAL search_path = x;", "COMMIT;", ()),
        ("SET search_path = x;", "COMMIT;", ("x",)),
        ("SET search_path = x;", "ROLLBACK;", ()),
        ("SELECT set_config('search_path', 'x', true);", "COMMIT;", ()),
        ("SAVEPOINT s; SET search_path = x; ROLLBACK TO s;", "COMMIT;", ()),
        ("SET search_path = x; COMMIT AND CHAIN; SET search_path = y;", "ROLLBACK;", ("x",)),
        ("SET search_path = x; COMMIT; DISCARD ALL;", "", ()),
    ],
)
def test_a_search_path_ends_with_its_transaction(setting: str, ending: str, path: tuple[str, ...]) -> None:
    assert split(f"BEGIN; {setting} {ending} {T}").units[-1].search_path == path
