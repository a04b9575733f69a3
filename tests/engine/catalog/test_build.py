"""What the DDL of a project says about its schema."""

import pytest

from engine.catalog.build_catalog import catalog_from_units
from engine.catalog.catalog import Catalog
from engine.catalog.model import Check, Column, ForeignKey, Key, Relation
from engine.source.split_file import split


def catalog(text: str) -> Catalog:
    return catalog_from_units(split(text).units)


def table(text: str, name: str = "s.t") -> Relation:
    return catalog(text).relations[name]


def test_a_column_keeps_its_exact_type_and_its_default():
    made = table(
        "CREATE TABLE s.t (\n"
        "  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
        "  price Numeric(12, 2)[] DEFAULT '{}'::numeric[] NOT NULL,\n"
        "  at timestamp with time zone DEFAULT now(),\n"
        "  name varchar(20) COLLATE \"C\" DEFAULT 'a,b)' CHECK (name <> ''),\n"
        "  twice int GENERATED ALWAYS AS (id * 2) STORED,\n"
        "  n serial\n"
        ");"
    )
    assert made.columns == (
        Column("id", "bigint", "bigint", not_null=True, identity="always"),
        Column("price", "Numeric(12, 2)[]", "numeric[]", not_null=True, default="'{}'::numeric[]"),
        Column("at", "timestamp with time zone", "timestamp with time zone", default="now()"),
        Column("name", "varchar(20)", "character varying", default="'a,b)'", collation="C"),
        Column("twice", "int", "integer", generated="(id * 2) STORED"),
        Column("n", "serial", "integer", not_null=True, default="nextval"),
    )
    assert made.keys == (Key(("id",), primary=True),)
    assert made.checks == (Check("name <> ''"),)


def test_constraints_of_the_table_are_its_keys_checks_and_references():
    made = table(
        "CREATE TABLE s.t (a int, b int, CONSTRAINT k PRIMARY KEY (a, b), UNIQUE (b), CONSTRAINT c CHECK (a > (b)),"
        " CONSTRAINT f FOREIGN KEY (a) REFERENCES s.u (x) ON DELETE CASCADE, FOREIGN KEY (b) REFERENCES u);"
    )
    assert made.keys == (Key(("a", "b"), primary=True, name="k"), Key(("b",)))
    assert made.checks == (Check("a > (b)", "c"),)
    assert made.foreign_keys == (ForeignKey(("a",), "s.u", ("x",), "f", "CASCADE"), ForeignKey(("b",), "u"))
    assert all(column.not_null for column in made.columns)


@pytest.mark.parametrize(
    ("alter", "columns"),
    [
        ("ADD COLUMN c text DEFAULT 'x' NOT NULL", [("a", "int"), ("b", "int"), ("c", "text")]),
        ("DROP COLUMN a", [("b", "int")]),
        ("ALTER COLUMN a TYPE numeric(5,1) USING a::numeric, DROP b", [("a", "numeric(5,1)")]),
        ("RENAME COLUMN a TO z", [("z", "int"), ("b", "int")]),
        ("OWNER TO someone", [("a", "int"), ("b", "int")]),
    ],
)
def test_an_alter_is_applied(alter, columns):
    made = table(f"CREATE TABLE s.t (a int, b int); ALTER TABLE s.t {alter};")
    assert [(column.name, column.type) for column in made.columns] == columns
    assert made.gaps == ()


def test_defaults_and_nulls_are_altered():
    made = table(
        "CREATE TABLE s.t (a int DEFAULT 1, b int NOT NULL, c int);"
        "ALTER TABLE s.t ALTER a DROP DEFAULT, ALTER b DROP NOT NULL, ALTER c SET DEFAULT 2 + 3, ALTER c SET NOT NULL;"
    )
    assert [(column.default, column.not_null) for column in made.columns] == [
        (None, False),
        (None, False),
        ("2 + 3", True),
    ]


def test_constraints_come_and_go():
    made = table(
        "CREATE TABLE s.t (a int, b int); ALTER TABLE ONLY s.t ADD CONSTRAINT p PRIMARY KEY (a);"
        "ALTER TABLE s.t ADD CONSTRAINT c CHECK (a > 0); ALTER TABLE s.t DROP CONSTRAINT c;"
        "CREATE UNIQUE INDEX i ON s.t (b); CREATE UNIQUE INDEX j ON s.t (b) WHERE a > 1;"
    )
    assert made.keys == (Key(("a",), primary=True, name="p"), Key(("b",), name="i"))
    assert made.checks == ()
    assert made.columns[0].not_null


def test_tables_are_renamed_moved_and_dropped():
    made = catalog(
        "CREATE TABLE s.t (a int); ALTER TABLE s.t RENAME TO u; ALTER TABLE s.u SET SCHEMA r;"
        "CREATE TABLE s.x (a int); DROP TABLE s.x;"
    )
    assert list(made.relations) == ["r.u"]


def test_children_have_the_columns_of_their_parents_as_they_are_now():
    made = catalog(
        "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE c PARTITION OF p FOR VALUES FROM (1) TO (2);"
        "CREATE TABLE d (x int) INHERITS (p); ALTER TABLE p ADD b text;"
    )
    facts = made.facts()
    assert facts.columns("c") == {"a", "b"}
    assert facts.columns("d") == {"a", "b", "x"}
    assert made.relations["p"].partitioned
    assert made.relations["c"].partition


def test_types_keep_their_labels_and_demands():
    made = catalog(
        "CREATE TYPE e AS ENUM ('a', 'c'); ALTER TYPE e ADD VALUE 'b' BEFORE 'c'; ALTER TYPE e RENAME VALUE 'a' TO 'z';"
        "CREATE DOMAIN d AS varchar(3) NOT NULL DEFAULT 'x' CHECK (VALUE <> ''); ALTER DOMAIN d DROP NOT NULL;"
        "CREATE TYPE c AS (x int, y s.e);"
    )
    assert made.enums["e"].labels == ("z", "b", "c")
    domain = made.domains["d"]
    assert (domain.type, domain.not_null, domain.default, domain.checks) == (
        "varchar(3)",
        False,
        "'x'",
        (Check("VALUE <> ''"),),
    )
    assert [column.type for column in made.relations["c"].columns] == ["int", "s.e"]


def test_signatures_tell_overloads_apart():
    made = catalog(
        "CREATE FUNCTION f(a int, OUT b text DEFAULT NULL) RETURNS text LANGUAGE sql AS '';"
        "CREATE FUNCTION f(a text) RETURNS SETOF s.t LANGUAGE sql AS '';"
        "CREATE FUNCTION f() RETURNS int RETURN 1; DROP FUNCTION f();"
    )
    assert list(made.signatures) == ["f(integer)", "f(text)"]
    signature = made.signatures["f(integer)"]
    assert [(each.name, each.mode) for each in signature.parameters] == [("a", "in"), ("b", "out")]
    assert made.signatures["f(text)"].returns_set


def test_a_schema_holds_what_its_elements_create():
    assert list(catalog("CREATE SCHEMA s CREATE TABLE t (a int);").relations) == ["s.t"]


def test_a_view_has_columns_where_each_is_named():
    made = catalog("CREATE VIEW v AS SELECT a, t.b, c + 1 AS d FROM t; CREATE VIEW w AS SELECT * FROM t;").facts()
    assert made.columns("v") == {"a", "b", "d"}
    assert made.columns("w") is None
