"""The demo's legacy sample is real SQL: PostgreSQL loads all of it but the one broken statement."""

from __future__ import annotations


def test_everything_but_one_statement_loads_in_file_order(demo):
    errors = dict(demo.errors)
    broken = errors.pop("11_legacy_import.sql")
    assert [line for lines in errors.values() for line in lines] == []
    assert len(broken) == 1
    assert 'syntax error at or near "text"' in broken[0]


def test_it_is_large_enough_to_show_what_a_legacy_system_holds(postgres, demo):
    with postgres.connect(demo.database) as connection:
        tables = _count(connection, "pg_class", "relnamespace", "relkind IN ('r', 'p') AND NOT relispartition")
        routines = _count(connection, "pg_proc", "pronamespace", "prokind IN ('f', 'p')")
    assert tables >= 12
    assert routines >= 40


def _count(connection, catalog: str, schema: str, condition: str) -> int:
    ours = "('core', 'audit', 'hr', 'catalog', 'sales', 'stock', 'billing', 'report')"
    source = f"{catalog} JOIN pg_namespace n ON n.oid = {schema}"
    return connection.execute(f"SELECT count(*) FROM {source} WHERE nspname IN {ours} AND {condition}").fetchone()[0]
