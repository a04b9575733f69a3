"""Which text reaches EXECUTE, and how it is quoted."""

import pytest

from engine.findings.discover_rules import finding_rules
from engine.findings.scan_units import scan_project
from engine.source.split_file import split

HEAD = "CREATE FUNCTION f(p text, q text, n integer) RETURNS void LANGUAGE plpgsql AS $$ DECLARE v text; r record; "
TABLE = "CREATE TABLE item (id integer, name text, kind_id integer); "


def injections(body: str, before: str = "") -> list[str]:
    source = split(f"{before}{HEAD}{body} END $$;", "a.sql")
    rules = [rule for rule in finding_rules() if rule.family == "sql_injection"]
    return [each.rule for each in scan_project([source], rules)]


@pytest.mark.parametrize(
    "body",
    [
        "BEGIN v := p; v := 'DROP TABLE ' || v; EXECUTE v;",
        "BEGIN IF n > 0 THEN v := 'x'; ELSE v := p; END IF; EXECUTE 'DROP TABLE ' || v;",
        "BEGIN FOR i IN 1..2 LOOP EXECUTE v; v := p; END LOOP;",
        "BEGIN v := concat_ws(' ', 'DROP TABLE', p); EXECUTE v;",
        "BEGIN EXECUTE 'DROP TABLE ' || coalesce(p, 'item');",
        "BEGIN SELECT p INTO v; EXECUTE v;",
        "BEGIN EXECUTE format('DROP TABLE %2$s', q, p);",
        "BEGIN FOREACH v IN ARRAY string_to_array(p, ',') LOOP EXECUTE 'DROP TABLE ' || v; END LOOP;",
        "BEGIN EXECUTE replace('DROP TABLE x', 'x', q) || p;",
        "BEGIN PERFORM dblink_exec('c', 'DROP TABLE ' || p);",
        "BEGIN OPEN r FOR EXECUTE p;",
        "BEGIN BEGIN v := p; EXCEPTION WHEN OTHERS THEN v := 'x'; END; EXECUTE v;",
        "BEGIN EXECUTE $1;",
    ],
)
def test_text_of_a_parameter_that_reaches_execute_is_reported(body):
    assert injections(body) == ["SEC001"]


@pytest.mark.parametrize(
    "body",
    [
        "BEGIN EXECUTE 'DROP TABLE ' || quote_ident(lower(p));",
        "BEGIN v := format('%I', p); EXECUTE 'DROP TABLE ' || v;",
        "BEGIN EXECUTE 'SELECT ' || n;",
        "BEGIN EXECUTE 'DROP TABLE ' || to_regclass(p)::text;",
        "BEGIN EXECUTE 'SELECT ' || p::integer;",
        "BEGIN EXECUTE 'SELECT ' || length(p);",
        "BEGIN IF p <> 'a' THEN RETURN; END IF; EXECUTE 'DROP TABLE ' || p;",
        "BEGIN IF p !~ '^[a-z_]+$' THEN RAISE EXCEPTION 'no'; END IF; EXECUTE 'DROP TABLE ' || p;",
        "BEGIN CASE p WHEN 'a' THEN EXECUTE 'DROP TABLE ' || p; ELSE NULL; END CASE;",
        "BEGIN PERFORM 1 FROM pg_class WHERE relname = p; IF NOT FOUND THEN RETURN; END IF; EXECUTE 'DROP ' || p;",
        "BEGIN v := p; v := 'item'; EXECUTE 'DROP TABLE ' || v;",
        "BEGIN EXECUTE 'DROP TABLE ' || regexp_replace(p, '[^a-z]', '', 'g');",
        "BEGIN EXECUTE 'SELECT $1' USING p;",
    ],
)
def test_text_that_is_quoted_checked_or_no_text_is_not_reported(body):
    assert injections(body) == []


def test_stored_text_is_reported_by_a_rule_of_its_own():
    body = "BEGIN FOR r IN SELECT * FROM item LOOP EXECUTE 'DROP TABLE ' || r.name; END LOOP;"
    assert injections(body, TABLE) == ["SEC002"]


def test_the_type_of_a_column_decides():
    body = "BEGIN FOR r IN SELECT * FROM item LOOP EXECUTE 'SELECT ' || r.kind_id; END LOOP;"
    assert injections(body, TABLE) == []


def test_a_column_that_a_condition_fixes_is_not_reported():
    body = "BEGIN SELECT nspname INTO v FROM pg_namespace WHERE nspname = 'app'; EXECUTE 'DROP SCHEMA ' || v;"
    assert injections(body) == []
