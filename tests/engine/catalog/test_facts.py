"""The catalog knows what it does not know."""

import pytest

from engine.catalog.build_catalog import catalog_from_units
from engine.catalog.catalog import CatalogFacts
from engine.catalog.model import Completeness
from engine.source.split_file import split

TABLE = "CREATE TABLE s.t (a int, b int);"


def facts(text: str, search_path: tuple[str, ...] = ()) -> CatalogFacts:
    return catalog_from_units(split(text).units).facts(search_path)


def test_a_table_defined_once_is_complete():
    found = facts(TABLE)
    assert found.relation("s.t") is Completeness.COMPLETE
    assert found.columns("s.t") == {"a", "b"}


def test_a_table_of_nobody_is_unknown():
    found = facts(TABLE)
    assert found.relation("s.u") is Completeness.UNKNOWN
    assert found.columns("s.u") is None


@pytest.mark.parametrize(
    "more",
    [
        "CREATE TABLE s.t (x int);",
        "CREATE TABLE IF NOT EXISTS s.t (x int);",
        "ALTER TABLE s.t ADD a int;",
        "ALTER TABLE s.t INHERIT elsewhere;",
        "ALTER TABLE s.t ADD COLUMN c int,,;",
        "ALTER TABLE {{ schema }}.t ADD c int;",
        "DO $$ BEGIN EXECUTE 'ALTER TABLE s.t ADD c int'; END $$;",
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE s.t ADD c int; END $$;",
    ],
)
def test_what_may_have_changed_a_table_makes_it_incomplete(more):
    found = facts(TABLE + more)
    assert found.relation("s.t") is Completeness.INCOMPLETE
    assert found.columns("s.t") is None


@pytest.mark.parametrize(
    "text",
    [
        "CREATE TABLE s.t AS SELECT 1 AS a;",
        "CREATE TABLE s.t (LIKE s.u);",
        "CREATE TABLE s.t OF s.u;",
        "CREATE TABLE s.t (a int) INHERITS (s.u);",
        "CREATE MATERIALIZED VIEW s.t AS SELECT 1 AS a;",
        "ALTER TABLE s.t ADD a int;",
    ],
)
def test_a_table_whose_columns_come_from_elsewhere_is_incomplete(text):
    assert facts(text).relation("s.t") is Completeness.INCOMPLETE


def test_a_routine_that_only_reads_a_table_leaves_it_complete():
    more = "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM s.t; END $$;"
    assert facts(TABLE + more).relation("s.t") is Completeness.COMPLETE


def test_a_bare_name_means_every_relation_it_could_be():
    two = TABLE + "CREATE TABLE r.t (c int);"
    assert facts(two).columns("t") == {"a", "b", "c"}
    assert facts(two, ("r",)).columns("t") == {"c"}


@pytest.mark.parametrize(
    "more",
    [
        "ALTER TABLE s.t DROP COLUMN b;",
        "BEGIN; ALTER TABLE s.t DROP COLUMN b; ROLLBACK;",
        "ALTER TABLE s.t RENAME COLUMN b TO c; ALTER TABLE s.t RENAME COLUMN c TO d;",
        "DROP TABLE s.t; CREATE TABLE s.t (a int);",
    ],
)
def test_a_column_that_is_dropped_or_renamed_may_still_be_there(more):
    assert "b" in (facts(TABLE + more).columns("s.t") or ())


def test_a_table_that_a_query_makes_has_unknown_columns():
    assert facts("CREATE TABLE s.t (a int); SELECT 1 AS v INTO t;").columns("t") is None


def test_what_was_asked_is_fingerprinted():
    before, same, after = facts(TABLE), facts("SELECT 1;" + TABLE), facts(TABLE + "ALTER TABLE s.t ADD c int;")
    for each in (before, same, after):
        each.columns("s.t")
        each.columns("unknown")
    assert before.used() == same.used()
    assert before.used()["s.t"] != after.used()["s.t"]
    assert before.used()["unknown"] == after.used()["unknown"]
