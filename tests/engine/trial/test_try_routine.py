"""A trial on a real server: equal texts are tested, different ones refuted by a small case that repeats."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from engine.proof.verdict import VerdictKind
from engine.source.split_file import split
from engine.trial.schema.schema_statement import schema_statements
from engine.trial.session.replay import replay_trial
from engine.trial.session.trial_database import open_database
from engine.trial.session.trial_record import read_trial, record_trial
from engine.trial.session.trial_request import TrialRequest
from engine.trial.session.try_routine import try_routine, untried
from engine.trial.verdict.trial_budget import QUICK, TrialBudget

ROOT = Path(__file__).parents[3]
SQL = """
CREATE TABLE owner (id integer PRIMARY KEY, tier text NOT NULL CHECK (tier IN ('basic', 'gold')));
CREATE TABLE item (id integer PRIMARY KEY, owner_id integer NOT NULL REFERENCES owner, stock integer);
CREATE FUNCTION take(p_item integer, p_count integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_stock integer;
  v_tier text;
BEGIN
  SELECT i.stock, o.tier INTO v_stock, v_tier FROM item i JOIN owner o ON o.id = i.owner_id WHERE i.id = p_item;
  IF v_tier = 'gold' AND v_stock > 12 THEN
    UPDATE item SET stock = stock - p_count WHERE id = p_item;
    RETURN 'taken';
  END IF;
  RETURN coalesce(v_tier, 'none');
END $$;
"""


SHORT = TrialBudget("quick", seconds=1.0, mutants=4, flat_batches=1, least_cases=40)


@pytest.fixture(scope="module")
def shop(sandbox):
    source = split(SQL, "shop.sql")
    return open_database(sandbox, schema_statements([source])), source.units[2]


def trial(sandbox, shop, *change: str):
    database, unit = shop
    request = TrialRequest(unit, unit.text.replace(*change) if change else unit.text, replace(QUICK, seconds=6.0))
    return request, try_routine(sandbox, database, request, monotonic)


def test_equal_texts_are_tested_with_coverage_and_kill_rate(sandbox, shop):
    evidence = trial(sandbox, shop)[1].evidence
    assert evidence.kind == VerdictKind.TESTED
    assert (evidence.coverage.statements, evidence.coverage.branches) == (1.0, 1.0)
    assert evidence.mutation.rate > 0.8


@pytest.mark.parametrize(
    "change",
    [("v_stock > 12", "v_stock >= 12"), ("stock - p_count", "stock + p_count"), ("'none'", "'nobody'")],
    ids=["a boundary", "a changed row", "a result"],
)
def test_a_difference_is_shown_by_three_rows_at_most(sandbox, shop, change):
    evidence = trial(sandbox, shop, *change)[1].evidence
    assert evidence.kind == VerdictKind.REFUTED
    assert sum(map(len, evidence.counterexample.case.rows.values())) <= 3


@pytest.mark.parametrize(
    "change",
    [("p_count integer", "p_count bigint"), ("FUNCTION take", "FUNCTION take_all")],
    ids=["a type", "the name"],
)
def test_a_text_that_creates_another_routine_is_not_tested(sandbox, shop, change):
    evidence = trial(sandbox, shop, *change)[1].evidence
    assert evidence.kind == VerdictKind.UNVERIFIED
    assert "creates another routine" in evidence.sentence


def test_a_routine_that_is_nested_too_deeply_is_not_tried(sandbox, shop):
    text = f"CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a{' + 1' * 3000}; END $$;"
    [unit] = split(text).units
    evidence = try_routine(sandbox, shop[0], TrialRequest(unit, text), monotonic).evidence
    assert (evidence.kind, evidence.reason) == (VerdictKind.UNVERIFIED, "it is nested too deeply")


@pytest.mark.parametrize(
    ("cases", "undecided", "bound"), [(0, 0, None), (2, 0, 1.0), (300, 0, 0.01), (99, 1, 0.04), (0, 9, None)]
)
def test_the_bound_counts_an_undecided_case_as_a_difference(sandbox, shop, cases, undecided, bound):
    evidence = untried(TrialRequest(shop[1], shop[1].text), "")
    assert replace(evidence, cases=cases, undecided=undecided).bound == bound


def test_a_procedure_with_an_out_parameter_is_called(sandbox):
    text = "CREATE PROCEDURE double(a int, OUT b bigint, c int) LANGUAGE plpgsql AS $$ BEGIN b := 2 * a + c; END $$;"
    source = split(text)
    database = open_database(sandbox, schema_statements([source]))
    kinds = [
        try_routine(sandbox, database, TrialRequest(source.units[0], other), monotonic).evidence.kind
        for other in (text, text.replace("2 *", "3 *"))
    ]
    assert kinds == [VerdictKind.TESTED, VerdictKind.REFUTED]


PROCEDURES = """
CREATE TABLE done (n int);
CREATE PROCEDURE keep(n int) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO done VALUES (n); COMMIT; END $$;
CREATE PROCEDURE outer_one(n int) LANGUAGE plpgsql AS $$ BEGIN CALL keep(n + 1); ROLLBACK; END $$;
"""
FORMS = {
    "an INOUT parameter": "CREATE FUNCTION f(INOUT a int, b int) LANGUAGE plpgsql AS $$ BEGIN a := a - b; END $$;",
    "columns":
        "CREATE FUNCTION f(a int, OUT b int, OUT c int) LANGUAGE plpgsql AS $$ BEGIN b := a - 1; c := 1; END $$;",
    "a variadic parameter":
        "CREATE FUNCTION f(VARIADIC a int[]) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a[1] - 1; END $$;",
    "a polymorphic parameter":
        "CREATE FUNCTION f(a anyarray) RETURNS anyelement LANGUAGE plpgsql AS $$ BEGIN RETURN a[2 - 1]; END $$;",
    "an enum":
        "CREATE TYPE mood AS ENUM ('low', 'high'); CREATE FUNCTION f(a mood) RETURNS int LANGUAGE plpgsql AS"
        " $$ BEGIN IF a = 'low' THEN RETURN 2 - 1; END IF; RETURN 0; END $$;",
    "a domain":
        "CREATE DOMAIN small AS int CHECK (VALUE < 9); CREATE FUNCTION f(a small) RETURNS small LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN a - 1; END $$;",
    "a range":
        "CREATE FUNCTION f(a int4range) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN upper(a) - lower(a); END $$;",
    "JSON":
        "CREATE FUNCTION f(a jsonb) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (a ->> 'id')::int - 1; END $$;",
    "a row":
        "CREATE TABLE item (id int PRIMARY KEY, n int); CREATE FUNCTION f(a item) RETURNS int LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN a.n - 1; END $$;",
    "an INSTEAD OF trigger":
        "CREATE TABLE item (id int PRIMARY KEY, n int); CREATE VIEW items AS SELECT * FROM item;"
        " CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " INSERT INTO item VALUES (NEW.id, NEW.n - 1); RETURN NEW; END $$;"
        " CREATE TRIGGER t INSTEAD OF INSERT ON items FOR EACH ROW EXECUTE FUNCTION f();",
    "a transition table":
        "CREATE TABLE item (id int PRIMARY KEY, n int); CREATE TABLE log (n bigint);"
        " CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " INSERT INTO log SELECT sum(n) - 1 FROM added; RETURN NULL; END $$;"
        " CREATE TRIGGER t AFTER INSERT ON item REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
        " EXECUTE FUNCTION f();",
    "a table of keys alone":
        "CREATE TABLE pair (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE log (n int);"
        " CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " INSERT INTO log VALUES (NEW.a - 1); RETURN NEW; END $$;"
        " CREATE TRIGGER t BEFORE UPDATE ON pair FOR EACH ROW EXECUTE FUNCTION f();",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_routine_of_each_form_is_tried(sandbox, form):
    source = split(FORMS[form])
    [unit] = [each for each in source.units if each.is_routine]
    database = open_database(sandbox, schema_statements([source]))
    kinds = [
        try_routine(sandbox, database, TrialRequest(unit, other, SHORT), monotonic).evidence.kind
        for other in (unit.text, unit.text.replace("- ", "+ "))
    ]
    assert kinds == [VerdictKind.TESTED, VerdictKind.REFUTED]


def test_a_routine_that_always_fails_to_fit_its_schema_is_not_tested(sandbox):
    text = (
        "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN interval '1 day' * a::text; END $$;"
    )
    source = split(text)
    database = open_database(sandbox, schema_statements([source]))
    evidence = try_routine(sandbox, database, TrialRequest(source.units[0], text, SHORT), monotonic).evidence
    assert evidence.kind == VerdictKind.UNVERIFIED
    assert "operator does not exist: interval * text" in evidence.reason


def test_a_trigger_function_that_nothing_calls_gets_a_trigger(sandbox):
    source = split(
        "CREATE TABLE log (n int); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " INSERT INTO log VALUES (NEW.n + 1); RETURN NEW; END $$;"
    )
    database = open_database(sandbox, schema_statements([source]))
    unit = source.units[1]
    evidence = try_routine(sandbox, database, TrialRequest(unit, unit.text, SHORT), monotonic).evidence
    assert (evidence.kind, evidence.stubs[-1]["kind"]) == (VerdictKind.TESTED, "trigger")


def test_no_text_is_longer_than_its_column(sandbox):
    source = split(
        "CREATE TABLE code (id int PRIMARY KEY, short varchar(3) NOT NULL, fixed char(2) NOT NULL);"
        " CREATE FUNCTION f(a text) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN"
        " RETURN (SELECT count(*) FROM code WHERE short = a OR fixed = 'something long'); END $$;"
    )
    database = open_database(sandbox, schema_statements([source]))
    unit = source.units[1]
    evidence = try_routine(sandbox, database, TrialRequest(unit, unit.text, SHORT), monotonic).evidence
    assert (evidence.kind, evidence.skipped) == (VerdictKind.TESTED, 0)


def test_a_verdict_names_the_types_that_stand_for_polymorphic_ones(sandbox):
    source = split(FORMS["a polymorphic parameter"])
    database = open_database(sandbox, schema_statements([source]))
    evidence = try_routine(sandbox, database, TrialRequest(source.units[0], source.units[0].text, SHORT), monotonic)
    assert evidence.evidence.sentence.startswith("tested with anyarray as integer[] (")


def test_a_procedure_that_calls_a_committing_one_runs_in_a_copy(sandbox):
    source = split(PROCEDURES)
    database = open_database(sandbox, schema_statements([source]))
    unit = source.units[2]
    kinds = [
        try_routine(sandbox, database, TrialRequest(unit, other, SHORT), monotonic).evidence.kind
        for other in (unit.text, unit.text.replace("n + 1", "n + 2"))
    ]
    assert kinds == [VerdictKind.TESTED, VerdictKind.REFUTED]


def test_evidence_is_stored_as_json_and_gives_the_same_verdict_again(sandbox, shop):
    request, outcome = trial(sandbox, shop, "'gold'", "'basic'")
    stored = json.loads(json.dumps(record_trial(request, shop[0].statements, outcome)))
    assert replay_trial(sandbox, read_trial(stored), monotonic) == VerdictKind.REFUTED


def test_the_bench_has_no_false_alarm():
    command = [sys.executable, "bench/trials.py", "--functions", "3", "--equal", "90"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    figures = json.loads(ran.stdout)
    assert (figures["functions"], figures["false_alarms"]) == (3, 0)
