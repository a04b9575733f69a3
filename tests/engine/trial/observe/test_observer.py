"""What a caller can see of a run is observed, and a run leaves nothing for the next."""

import json

import pytest
from probes import leftovers

from engine.trial.case import DmlEvent, TrialCase
from engine.trial.observe.observation import Notification
from engine.trial.observe.observer import observing
from engine.trial.observe.variant import RoutineVariant, TrialSubject

T = '"public"."t"'
TABLE = "CREATE TABLE public.t (id int PRIMARY KEY, v text, at timestamptz DEFAULT clock_timestamp())"
ORIGINAL = RoutineVariant("original")


def routine(body: str, header: str = "f(a int DEFAULT 0) RETURNS text") -> str:
    return f"CREATE OR REPLACE FUNCTION public.{header} LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


@pytest.fixture
def observe(sandbox, load):
    def run(*ddl: str, case: TrialCase | None = None, variants=(ORIGINAL,), trigger: int | None = None):
        loaded, schema = load(TABLE, *ddl)
        tables = tuple(each.qualified for each in schema.tables)
        subject = TrialSubject(schema.routines[0], tables, None if trigger is None else schema.triggers[trigger])
        with observing(sandbox, loaded.database, subject) as observer:
            return observer.run(case or TrialCase(), variants)

    return run


def test_the_result_the_rows_and_the_notices_are_observed(observe):
    body = "INSERT INTO public.t VALUES (2, 'b', NULL); RAISE NOTICE 'added %', a; RETURN a;"
    case = TrialCase({T: ({"id": "1", "v": "'a'", "at": "NULL"},)}, ("7",))
    [seen] = observe(routine(body), case=case)
    assert seen.rows == ('{"result": "7"}',)
    assert [json.loads(row)["v"] for row in seen.tables[T]] == ["a", "b"]
    assert [(each.severity, each.message) for each in seen.notices] == [("NOTICE", "added 7")]


def test_an_error_is_observed_with_its_detail_and_hint(observe):
    [seen] = observe(routine("RAISE 'no %', a USING errcode = 'P0002', detail = 'because', hint = 'try';"))
    error = seen.error
    assert (error.sqlstate, error.message, error.detail, error.hint) == ("P0002", "no 0", "because", "try")
    assert seen.tables == {}


def test_rows_that_break_a_constraint_are_no_error_of_the_routine(observe):
    rows = {T: ({"id": "1"}, {"id": "1"})}
    [seen] = observe(routine("RETURN 1;"), case=TrialCase(rows))
    assert not seen.is_valid
    assert seen.setup_error.sqlstate == "23505"


def test_each_version_runs_under_the_name_of_the_routine(observe):
    other = RoutineVariant("other", routine("IF a > 0 THEN RETURN public.f(a - 1) || 'x'; END IF; RETURN 'end';"))
    first, second, third = observe(
        routine("RETURN 'f';"), case=TrialCase(arguments=("2",)), variants=(ORIGINAL, other, ORIGINAL)
    )
    assert (first.rows, second.rows) == (('{"result": "f"}',), ('{"result": "endxx"}',))
    assert third == first


def test_a_version_that_cannot_be_created_is_an_error_of_every_case(observe):
    broken = RoutineVariant("broken", routine("RETURN 1 2;"))
    seen, again = observe(routine("RETURN 1;"), variants=(broken, ORIGINAL))
    assert seen.error.sqlstate == "42601"
    assert again.error is None


def test_time_and_chance_are_the_same_for_all_versions(observe):
    body = "INSERT INTO public.t (id, v) VALUES (1, gen_random_uuid() || ' ' || random()); RETURN clock_timestamp();"
    same = RoutineVariant("same", routine(body))
    first, second = observe(routine(body), variants=(ORIGINAL, same))
    assert first == second
    assert first.tables[T] != ()


def test_notifications_are_observed_once_each(observe):
    body = "PERFORM pg_notify('c', 'p'); PERFORM pg_notify('c', 'p'); PERFORM pg_notify('c', NULL); RETURN 1;"
    [seen] = observe(routine(body))
    assert seen.notifications == (Notification("c", "p"), Notification("c", ""))


def test_the_statement_notify_is_observed(observe):
    variant = RoutineVariant("v", routine("NOTIFY Jobs, 'it''s'; NOTIFY \"Done\"; RETURN 1;"))
    [seen] = observe(routine("RETURN 1;"), variants=(variant,))
    assert seen.notifications == (Notification("jobs", "it's"), Notification("Done", ""))


def test_a_notification_is_lost_with_its_savepoint(observe):
    body = "BEGIN PERFORM pg_notify('c', 'p'); RAISE 'x'; EXCEPTION WHEN others THEN NULL; END; RETURN 1;"
    [seen] = observe(routine(body))
    assert seen.notifications == ()


def test_a_call_that_never_ends_times_out_and_the_next_one_runs(observe):
    endless = RoutineVariant("endless", routine("LOOP NULL; END LOOP;"))
    first, second = observe(routine("RETURN 1;"), variants=(endless, ORIGINAL))
    assert first.timed_out
    assert second.rows == ('{"result": "1"}',)


def test_a_set_is_observed_row_by_row(observe):
    header = "f() RETURNS TABLE (n int, w text)"
    [seen] = observe(routine("n := 1; w := 'a'; RETURN NEXT; n := 2; RETURN NEXT;", header))
    assert seen.rows == ('{"n": "1", "w": "a"}', '{"n": "2", "w": "a"}')


def test_a_cursor_is_fetched(observe):
    text = (
        "CREATE FUNCTION public.f() RETURNS refcursor LANGUAGE plpgsql AS $$ DECLARE c refcursor;"
        " BEGIN OPEN c FOR SELECT id, v FROM public.t; RETURN c; END $$"
    )
    [seen] = observe(text, case=TrialCase({T: ({"id": "1", "v": "'a'"},)}))
    assert seen.rows == ('{"result": "<portal>"}', '{"id": "1", "v": "a"}')


def test_dynamic_sql_is_observed_like_any_other(observe):
    [seen] = observe(routine("EXECUTE format('INSERT INTO public.t (id) VALUES (%s)', a); RETURN 1;"))
    assert len(seen.tables[T]) == 1


@pytest.mark.parametrize(
    ("event", "values"),
    [
        (DmlEvent("INSERT", T, {"id": "2", "v": "'b'"}), ["a", "B"]),
        (DmlEvent("UPDATE", T, {"v": "'c'"}, {"id": "1"}), ["C"]),
        (DmlEvent("UPDATE", T, {"v": "'c'"}), ["C"]),
    ],
)
def test_a_trigger_fires_for_the_event_and_not_for_the_rows_before(observe, event, values):
    text = routine("NEW.v := upper(NEW.v); RETURN NEW;", "f() RETURNS trigger")
    head = "CREATE TRIGGER g BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW"
    trigger = f"{head} WHEN (NEW.id > 0) EXECUTE FUNCTION public.f()"
    [seen] = observe(text, trigger, case=TrialCase({T: ({"id": "1", "v": "'a'"},)}, event=event), trigger=0)
    assert [json.loads(row)["v"] for row in seen.tables[T]] == values


def test_a_deferred_constraint_is_checked_after_the_call(observe):
    child = "CREATE TABLE public.c (t int REFERENCES public.t DEFERRABLE INITIALLY DEFERRED)"
    [seen] = observe(child, routine("INSERT INTO public.c VALUES (9); RETURN 1;"))
    assert seen.error.sqlstate == "23503"


def test_a_procedure_that_commits_runs_in_a_copy_of_the_database(observe):
    text = (
        "CREATE PROCEDURE public.p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.t VALUES (1, 'kept'); COMMIT;"
        " INSERT INTO public.t VALUES (2, 'lost'); ROLLBACK; END $$"
    )
    first, second = observe(text, variants=(ORIGINAL, RoutineVariant("same")))
    assert first.tables[T] == ('{"id":1,"v":"kept","at":"<now>"}',)
    assert first == second


def test_what_was_committed_before_an_error_is_observed(observe):
    text = (
        "CREATE PROCEDURE public.p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.t VALUES (1, 'kept', NULL);"
        " COMMIT; RAISE 'end'; END $$"
    )
    [seen] = observe(text)
    assert seen.error.message == "end"
    assert seen.tables[T] == ('{"id":1,"v":"kept","at":null}',)


def test_a_run_leaves_nothing_for_the_next(sandbox):
    assert leftovers.leftovers(sandbox) == {}


@pytest.mark.parametrize("notice", ["", "IF a = 7 THEN RAISE NOTICE 'seven'; END IF;"], ids=["quiet", "a notice"])
def test_many_runs_in_one_message_give_what_each_gives_alone(sandbox, load, notice):
    body = (
        f"{notice} IF a % 4 = 1 THEN RAISE 'odd %', a; ELSIF a = 6 THEN LOOP NULL; END LOOP; END IF;"
        " INSERT INTO public.t (id, v) VALUES (a, 'x'); PERFORM pg_notify('c', a::text); RETURN a;"
    )
    loaded, schema = load(TABLE, routine(body))
    subject = TrialSubject(schema.routines[0], (T,))
    variant = RoutineVariant("short", routine(body), 0.1)
    cases = [TrialCase(arguments=(str(at),)) for at in range(18)]
    with observing(sandbox, loaded.database, subject) as observer:
        alone = [observer.observe(variant, each) for each in cases]
        assert observer.observe_all(variant, cases) == alone
    assert [at for at, seen in enumerate(alone) if seen.error] == [1, 5, 6, 9, 13, 17]
