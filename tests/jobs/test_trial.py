"""A trial of what is not proved: only where the project allows it, and only of the texts as they are."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engine.trial.sandbox.sandbox import running_sandbox
from jobs.job_effect import job_effects
from jobs.job_kind import KindError
from jobs.kinds.trial import try_units
from jobs.kinds.trial.trial_contract import UnitToTry
from store.codebase import conversions, projects, sources, unit_trials
from store.codebase.sources import Content
from store.codebase.unit_trials import TriedTexts
from store.core import texts
from store.review import policies, reviews
from tests.jobs.conftest import run_job

SQL = """CREATE TABLE account (id integer PRIMARY KEY, balance integer NOT NULL);
CREATE FUNCTION withdraw(p_id integer, p_amount integer) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE account SET balance = balance - p_amount WHERE id = p_id AND balance >= p_amount;
  RETURN FOUND;
END $$;
"""
HAS_SERVER = bool(shutil.which("postgres") or list(Path("/usr/lib/postgresql").glob("*/bin/postgres")))
needs_server = pytest.mark.skipif(not HAS_SERVER, reason="PostgreSQL is not installed")


class Shop:
    """A project with one routine, whose spec in review is not proved."""

    def __init__(self, tx, sql=SQL):
        self.tx, self.project = tx, projects.add(tx, "shop", ["/srv"], "act_1").id
        content = Content(texts.hash_of(sql), sql, "utf-8")
        self.source = sources.record(tx, self.project, "/srv", "a.sql", "sql", content).id
        for kind in ("scan", "convert"):
            run_job(tx, kind, sources.subject(self.source))
        former = reviews.get(tx, self.unit.id)
        reviews.set_standing(tx, former, replace(former.standing, verdict="unverified"))

    @property
    def unit(self):
        return next(row for row in conversions.list_of_source(self.tx, self.source) if row.kind == "function")

    def allow(self):
        policies.set_text(self.tx, self.project, "trials = true", None, "act_1")

    def to_try(self):
        return job_effects()["trial"].inputs(self.tx, sources.subject(self.source))["units"]

    def trial(self):
        tried = TriedTexts(self.unit.sql, reviews.get(self.tx, self.unit.id).lowered)
        return unit_trials.find(self.tx, self.unit.id, tried)


@pytest.fixture
def shop(tx):
    return Shop(tx)


def test_nothing_is_tried_where_the_policy_does_not_allow_it(shop):
    assert shop.to_try() == []


def test_a_routine_that_is_not_proved_is_tried(shop):
    shop.allow()
    (unit,) = shop.to_try()
    assert (unit["conversion"], unit["sql_hash"]) == (shop.unit.id, shop.unit.sql)


@needs_server
def test_the_verdict_is_kept_with_its_evidence_and_the_routine_is_not_tried_again(tx, shop):
    shop.allow()
    assert run_job(tx, "trial", sources.subject(shop.source)) == {"tested": 1}
    found = shop.trial()
    assert (found.verdict, found.evidence["coverage"]["statements"]) == ("tested", 1.0)
    assert found.sentence.startswith("tested (")
    assert shop.to_try() == []


@needs_server
def test_a_routine_is_tried_under_the_search_path_of_its_file(tx):
    shop = Shop(tx, f"CREATE SCHEMA bank; SET search_path = bank;\n{SQL}")
    shop.allow()
    assert run_job(tx, "trial", sources.subject(shop.source)) == {"tested": 1}
    assert (shop.trial().evidence["coverage"]["statements"], shop.trial().evidence["stubs"]) == (1.0, [])


def test_a_verdict_on_texts_that_changed_meanwhile_is_outdated(tx, shop):
    trial = reported(shop, sql_hash="of other SQL", lowered_hash="x")
    applied = job_effects()["trial"].apply(tx, sources.subject(shop.source), {"trials": [trial], "left": 1})
    assert (applied.summary, applied.orders, shop.trial()) == ({"outdated": 1}, (), None)


def reported(shop, **changes):
    lowered = reviews.get(shop.tx, shop.unit.id).lowered
    return {
        "conversion": shop.unit.id, "sql_hash": shop.unit.sql, "lowered_hash": lowered, "verdict": "tested",
        "sentence": "tested", "lines": [], "evidence": {},
    } | changes  # fmt: skip


def test_a_worker_cannot_report_a_proof_as_a_trial(tx, shop):
    result = {"trials": [reported(shop, verdict="proved")], "left": 0}
    with pytest.raises(KindError) as refused:
        job_effects()["trial"].apply(tx, sources.subject(shop.source), result)
    assert refused.value.code == "trial.verdict"


def test_a_verdict_on_a_unit_of_another_file_is_not_kept(tx, shop):
    other = sources.record(tx, shop.project, "/srv", "b.sql", "sql", Content(texts.hash_of("x"), "x", "utf-8"))
    result = {"trials": [reported(shop)], "left": 0}
    assert job_effects()["trial"].apply(tx, sources.subject(other.id), result).summary == {"outdated": 1}


def test_another_trial_is_ordered_for_the_routines_that_are_left(tx, shop):
    trial = reported(shop)
    subject = sources.subject(shop.source)
    (order,) = job_effects()["trial"].apply(tx, subject, {"trials": [trial], "left": 2}).orders
    assert (order.kind.name, order.subject) == ("trial", subject)
    assert job_effects()["trial"].apply(tx, subject, {"trials": [trial], "left": 0}).orders == ()


@needs_server
def test_a_routine_that_ends_the_server_leaves_the_others_to_another_trial(shop):
    sql, lowered = SQL.partition("\n")[2], "lowered"
    units = [UnitToTry(each, "withdraw", sql, "x", lowered, "y") for each in (1, 2)]
    with running_sandbox() as sandbox:
        database = try_units._database(sandbox, ())
        sandbox.server.end()
        found = list(try_units._trials(sandbox, database, try_units._requests((), units)))
    assert [(each.conversion, each.verdict) for each in found] == [(1, "unverified")]
    assert "scratch server" in found[0].sentence
