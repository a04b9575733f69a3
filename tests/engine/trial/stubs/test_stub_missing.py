"""What a routine uses and its database lacks is invented, and named."""

import pytest

from engine.source.split_file import split
from engine.trial.routine.body_view import body_view
from engine.trial.routine.routine_text import routine_text
from engine.trial.stubs.stub_missing import stub_missing

HEAD = "CREATE FUNCTION f(a int) RETURNS text LANGUAGE plpgsql AS $$ "


@pytest.fixture
def stub(sandbox, database):
    def stubbed(text: str, before: str = "", trigger_table: str = ""):
        if before:
            with sandbox.connect(database) as connection:
                assert connection.run(before).error is None
        [unit] = split(text).units
        return stub_missing(sandbox, database, body_view(routine_text(unit)), trigger_table)

    return stubbed


def plpgsql(body: str, declared: str = "") -> str:
    return f"{HEAD}{'DECLARE ' + declared if declared else ''} BEGIN {body} END $$;"


def table(stubbed, name: str) -> str:
    return next(each.sql for each in stubbed.stubs if each.kind == "table" and each.name == name)


def test_a_complete_routine_needs_no_stub(stub):
    found = stub(plpgsql("RETURN a + 1;"))
    assert (found.stubs, found.errors) == ((), ())


def test_a_table_gets_the_columns_that_are_used_with_the_types_of_what_they_meet(stub):
    body = "SELECT t.name, t.paid INTO v, p FROM app.t WHERE t.id = a AND t.at > now(); RETURN v;"
    found = stub(plpgsql(body, "v varchar(9); p boolean;"))
    text = table(found, "app.t")
    for column in ('"name" varchar(9)', '"paid" boolean', '"id" integer', '"at" timestamp with time zone'):
        assert column in text
    assert found.errors == ()
    assert [each.name for each in found.stubs if each.kind == "schema"] == ["app"]


def test_the_columns_of_an_insert_have_the_types_of_its_values(stub):
    found = stub(plpgsql("INSERT INTO t (x, y, z) VALUES (a, 1.5, now()::date); RETURN 1;"))
    assert '("x" integer, "y" numeric, "z" date)' in table(found, "t")


def test_on_conflict_needs_a_unique_key(stub):
    found = stub(plpgsql("INSERT INTO t (x, y) VALUES (1, 2) ON CONFLICT (x) DO UPDATE SET y = 3; RETURN 1;"))
    assert 'UNIQUE ("x")' in table(found, "t")
    assert found.errors == ()


def test_types_by_reference_belong_to_their_table(stub):
    found = stub(plpgsql("SELECT * INTO r FROM t; w := r.code; RETURN w;", "r t%ROWTYPE; w t.note%TYPE;"))
    assert '"note"' in table(found, "t")
    assert '"code"' in table(found, "t")
    assert found.errors == ()


def test_a_column_belongs_to_the_table_whose_name_it_begins_with(stub):
    found = stub(plpgsql("PERFORM 1 FROM item JOIN price ON item_id = price_item; RETURN 1;"))
    assert '"item_id"' in table(found, "item")
    assert '"price_item"' in table(found, "price")


def test_a_called_function_is_invented_with_the_result_that_is_needed(stub):
    found = stub(plpgsql("IF allowed(a, 'x') THEN RETURN app.label(a); END IF; RETURN '';"))
    functions = {each.name: each.sql for each in found.stubs if each.kind == "function"}
    assert "RETURNS boolean" in functions["allowed(integer, unknown)"]
    assert "RETURNS text" in functions["app.label(integer)"]
    assert found.errors == ()


def test_a_statement_on_a_path_that_no_call_takes_is_seen(stub):
    found = stub(plpgsql("IF a = 4711 THEN INSERT INTO rare (v) VALUES (a); END IF; RETURN 1;"))
    assert table(found, "rare")


def test_a_sequence_a_type_a_setting_and_a_procedure_are_invented(stub):
    body = "PERFORM nextval('s'); CALL work(a); RETURN current_setting('app.tenant');"
    found = stub(plpgsql(body, "m mood;"))
    assert {(each.kind, each.name) for each in found.stubs} == {
        ("sequence", "s"), ("type", "mood"), ("setting", "app.tenant"), ("function", "work(integer)"),
    }  # fmt: skip


def test_a_type_of_the_header_is_invented(stub):
    text = "CREATE FUNCTION k(g geometry) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN g; END $$;"
    assert [(each.kind, each.name) for each in stub(text).stubs] == [("type", "geometry")]


def test_a_trigger_function_gets_a_table_with_the_columns_of_new(stub):
    text = (
        "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed_at := now();"
        " NEW.owner := upper(NEW.owner); RETURN NEW; END $$;"
    )
    found = stub(text)
    assert '("changed_at" timestamp with time zone, "owner" text)' in table(found, "trial_table")
    assert found.errors == ()


def test_a_routine_in_sql_gets_stubs_too(stub):
    found = stub("CREATE FUNCTION h(a int) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM t WHERE x = a $$;")
    assert '"x" integer' in table(found, "t")
    assert found.errors == ()


def test_a_table_of_the_project_gets_only_the_column_that_it_lacks(stub):
    found = stub(plpgsql("UPDATE t SET x = 1, y = 'a'; RETURN 1;"), before="CREATE TABLE public.t (x int)")
    assert [(each.kind, each.name) for each in found.stubs] == [("column", "t.y")]


def test_what_a_called_function_of_the_project_lacks_is_invented(stub):
    callee = "SET check_function_bodies = off; CREATE FUNCTION public.c() RETURNS int LANGUAGE plpgsql AS"
    found = stub(plpgsql("PERFORM c(); RETURN 1;"), before=f"{callee} $$ BEGIN RETURN (SELECT v + 1 FROM deep); END $$")
    assert '"v"' in table(found, "deep")


def test_a_temporary_table_of_the_routine_is_not_invented(stub):
    found = stub(plpgsql("CREATE TEMP TABLE w AS SELECT 1 AS v; PERFORM v FROM w; RETURN 1;"))
    assert found.stubs == ()


def test_every_stub_has_its_reason(stub):
    found = stub(plpgsql("PERFORM v FROM t; RETURN 1;"))
    [each] = found.stubs
    assert each.reason == "the routine uses v of it, and nothing defines it"
    assert set(each.to_json()) == {"kind", "name", "sql", "reason"}


def test_what_no_stub_can_help_is_an_error(stub):
    found = stub(plpgsql("PERFORM 1 FROM; RETURN 1;"))
    assert [each.sqlstate for each in found.errors] == ["42601"]
