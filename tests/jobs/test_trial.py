"""A trial of what is not proved: only where the project allows it, and only of the texts as they are."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engine.review.standing import Approval, ReviewState
from engine.trial.sandbox import server_programs
from engine.trial.verdict.trial_evidence import GENERATOR_VERSION
from jobs.job_effect import job_effects
from jobs.job_kind import KindError
from jobs.kinds.trial import try_units
from jobs.kinds.trial.shared_sandbox import SHARED, SharedSandbox
from jobs.kinds.trial.trial_contract import SchemaFile, UnitToTry
from store.audit.derive import find_contradictions
from store.codebase import conversions, projects, sources, trials_due, unit_trials
from store.codebase.conversion_row import unit_subject
from store.codebase.sources import Content
from store.codebase.unit_trials import TriedTexts
from store.core import texts
from store.learning import known_features, scores
from store.review import policies, proposals, reviews
from store.review.proposals import NewProposal
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
        tx.execute("UPDATE conversions SET verdict = 'unverified' WHERE id = ?", self.unit.id)
        tx.execute("UPDATE versions SET verdict = 'unverified' WHERE conversion = ?", self.unit.id)
        former = reviews.get(tx, self.unit.id)
        reviews.set_standing(tx, former, replace(former.standing, verdict="unverified"))

    @property
    def unit(self):
        return next(row for row in conversions.list_of_source(self.tx, self.source) if row.kind == "function")

    def allow(self):
        policies.set_text(self.tx, self.project, "trials = true", None, "act_1")
        trials_due.allow(self.tx, self.project, GENERATOR_VERSION)

    def to_try(self):
        return job_effects()["trial"].inputs(self.tx, self.subject)["units"]

    @property
    def subject(self):
        return f"project:{self.project}"

    def report(self, **changes):
        """Apply what a worker reports of the routine."""
        return job_effects()["trial"].apply(self.tx, self.subject, {"trials": [reported(self, **changes)]})

    @property
    def standing(self):
        return reviews.get(self.tx, self.unit.id).standing

    def stand(self, **changes):
        """Set what people decided about the routine."""
        former = reviews.get(self.tx, self.unit.id)
        reviews.set_standing(self.tx, former, replace(former.standing, **changes))

    def trial(self):
        tried = TriedTexts(self.unit.sql, reviews.get(self.tx, self.unit.id).lowered)
        return unit_trials.find(self.tx, self.unit.id, tried)


@pytest.fixture
def shop(tx):
    return Shop(tx)


@pytest.fixture(autouse=True, scope="module")
def no_server_is_left():
    yield
    SHARED.close()


def test_nothing_is_tried_where_the_policy_does_not_allow_it(shop):
    assert shop.to_try() == []


def test_a_routine_that_is_not_proved_is_tried(shop):
    shop.allow()
    (unit,) = shop.to_try()
    assert (unit["conversion"], unit["sql_hash"]) == (shop.unit.id, shop.unit.sql)


@needs_server
def test_the_verdict_is_kept_with_its_evidence_and_the_routine_is_not_tried_again(tx, shop):
    shop.allow()
    assert run_job(tx, "trial", shop.subject) == {"tested": 1}
    found = shop.trial()
    assert (found.verdict, found.evidence["coverage"]["statements"]) == ("tested", 1.0)
    assert found.sentence.startswith("tested (")
    assert shop.to_try() == []


@needs_server
def test_a_routine_is_tried_under_the_search_path_of_its_file(tx):
    shop = Shop(tx, f"CREATE SCHEMA bank; SET search_path = bank;\n{SQL}")
    shop.allow()
    assert run_job(tx, "trial", shop.subject) == {"tested": 1}
    assert (shop.trial().evidence["coverage"]["statements"], shop.trial().evidence["stubs"]) == (1.0, [])


def test_a_verdict_on_texts_that_changed_meanwhile_is_outdated(shop):
    applied = shop.report(sql_hash="of other SQL", lowered_hash="x")
    assert (applied.summary, shop.trial()) == ({"outdated": 1}, None)


def test_a_worker_cannot_report_a_proof_as_a_trial(shop):
    with pytest.raises(KindError) as refused:
        shop.report(verdict="proved")
    assert refused.value.code == "trial.verdict"


def test_a_verdict_on_a_unit_of_another_project_is_not_kept(tx, shop):
    other = projects.add(tx, "other", ["/other"], "act_1").id
    result = {"trials": [reported(shop)]}
    assert job_effects()["trial"].apply(tx, f"project:{other}", result).summary == {"outdated": 1}


def test_a_file_is_due_until_all_its_texts_are_tried(tx, shop):
    shop.allow()
    lowered = texts.save(tx, "another text")
    proposals.add(tx, NewProposal(shop.unit.id, "file", "spec", "unverified", shop.unit.sql, lowered=lowered))
    shop.report()
    assert trials_due.list_due(tx, shop.project, 10) == [shop.source]
    shop.report(lowered_hash=lowered)
    assert trials_due.list_due(tx, shop.project, 10) == []


def reported(shop, **changes):
    lowered = reviews.get(shop.tx, shop.unit.id).lowered
    return {
        "conversion": shop.unit.id, "sql_hash": shop.unit.sql, "lowered_hash": lowered, "verdict": "tested",
        "sentence": "tested", "lines": [], "evidence": {"generator": GENERATOR_VERSION},
    } | changes  # fmt: skip


def test_cases_without_a_difference_make_a_unit_tested_and_not_proved(shop):
    shop.report()
    assert (shop.standing.verdict, shop.standing.state) == ("tested", "converted")


def test_a_counterexample_reopens_an_approval_and_a_trial_without_one_restores_it(shop):
    agreed = Approval("act_2", shop.standing.spec)
    shop.stand(state=ReviewState.APPROVED, approvals=(agreed,), approved=shop.standing.spec)
    shop.report(verdict="refuted")
    assert (shop.standing.verdict, shop.standing.state, shop.standing.approvals) == ("refuted", "drifted", ())
    shop.report(verdict="tested")
    assert (shop.standing.verdict, shop.standing.state, shop.standing.approvals) == ("tested", "approved", (agreed,))


def test_a_trial_without_a_verdict_does_not_replace_one_that_has_one(shop):
    shop.report(verdict="refuted")
    shop.report(verdict="unverified")
    assert shop.standing.verdict == "refuted"


def test_a_conversion_with_the_same_texts_keeps_the_verdict_of_the_trial(tx, shop):
    shop.report(verdict="refuted")
    conversions.catch_up(tx, shop.unit.id)
    assert shop.standing.verdict == "refuted"


def test_the_journal_shows_the_trial_that_a_verdict_comes_from(tx, shop):
    shop.report()
    assert list(find_contradictions(tx)) == []
    tx.execute("UPDATE unit_trials SET verdict = 'refuted'")
    assert list(find_contradictions(tx)) == [
        f"The trial of unit {shop.unit.id} is not as the journal has it.",
    ]


def test_a_verdict_that_no_trial_gave_contradicts_the_journal(tx, shop):
    tx.execute("UPDATE reviews SET verdict = 'tested' WHERE conversion = ?", shop.unit.id)
    claim = f"Unit {shop.unit.id} is tested, but its trial in the journal was None."
    assert claim in list(find_contradictions(tx))


def test_what_a_trial_found_is_a_feature_of_the_unit_for_those_who_learn(tx, shop):
    before = known_features.find_features(tx, shop.unit.id)
    shop.report(evidence={"coverage": {"statements": 0.75}, "kill_rate": float("inf")})
    after = known_features.find_features(tx, shop.unit.id)
    assert {name: after[name] for name in after.keys() - before.keys()} == {
        "trial.tested": 1.0, "trial_coverage": 0.75, "trial_kills": 0.0,
    }  # fmt: skip
    assert list(after) == sorted(after)
    (waiting,) = (each for each in scores.list_waiting(tx, shop.project) if each.conversion == shop.unit.id)
    assert waiting.features == after


def test_a_proposed_text_is_tried_too_and_shows_what_came_of_it(tx, shop):
    shop.allow()
    lowered = texts.save(tx, SQL.partition("\n")[2].replace(">=", ">"))
    spec = texts.save(tx, "another: spec")
    new = NewProposal(shop.unit.id, "file", spec, "unverified", shop.unit.sql, lowered=lowered)
    proposal = proposals.add(tx, new)
    assert lowered in {each["lowered_hash"] for each in shop.to_try()}
    shop.report(verdict="refuted", lowered_hash=lowered)
    assert proposals.get(tx, proposal).verdict == "refuted"
    assert shop.standing.verdict == "unverified"


def test_a_unit_that_a_person_names_is_tried_again_with_the_deep_budget(tx, shop):
    shop.allow()
    shop.report()
    payload = job_effects()["trial"].inputs(tx, unit_subject(shop.unit.id))
    assert ([each["conversion"] for each in payload["units"]], payload["budget"]) == ([shop.unit.id], "deep")


def test_a_unit_of_a_project_without_trials_is_refused(tx, shop):
    with pytest.raises(KindError) as refused:
        job_effects()["trial"].inputs(tx, unit_subject(shop.unit.id))
    assert refused.value.code == "trial.not_allowed"


def test_a_worker_without_a_server_reports_what_to_install(shop, monkeypatch):
    shop.allow()
    monkeypatch.setattr(server_programs, "find_server_programs", lambda: None)
    payload = job_effects()["trial"].inputs(shop.tx, shop.subject)
    result = job_effects()["trial"].kind.run(payload)
    assert (result["trials"], "Install" in result["unavailable"]) == ([], True)


def test_a_machine_without_a_server_ends_the_job_and_leaves_the_rest_to_the_next_start(tx, shop):
    shop.allow()
    result = {"trials": [], "unavailable": "trial.no_server: PostgreSQL is not installed."}
    applied = job_effects()["trial"].apply(tx, shop.subject, result)
    assert applied.summary == {"unavailable": result["unavailable"]}
    assert trials_due.list_allowed(tx) == {shop.project: ""}


@needs_server
def test_a_counterexample_is_tried_again_before_other_cases_are_drawn(tx, shop):
    shop.allow()
    other = texts.save(tx, SQL.partition("\n")[2].replace("balance >= p_amount", "balance > p_amount"))
    tx.execute("UPDATE versions SET lowered = ? WHERE conversion = ?", other, shop.unit.id)
    tx.execute("UPDATE reviews SET lowered = ? WHERE conversion = ?", other, shop.unit.id)
    assert run_job(tx, "trial", shop.subject) == {"refuted": 1}
    known = shop.trial()
    tx.execute("UPDATE unit_trials SET generator = 'older'")
    shop.allow()
    (again,) = shop.to_try()
    assert again["refuted"]["sentence"] == known.sentence
    assert run_job(tx, "trial", shop.subject) == {"refuted": 1}
    assert shop.trial() == known


@needs_server
def test_a_routine_that_ends_the_server_leaves_the_others_to_another_trial():
    sql, lowered = SQL.partition("\n")[2], "lowered"
    units = [UnitToTry(each, "withdraw", sql, "x", lowered, "y") for each in (1, 2)]
    shared = SharedSandbox()
    with shared.project(()) as loaded:
        loaded.sandbox.server.end()
        requests = try_units._requests((), units, "quick")
        found = list(try_units._trials(loaded.sandbox, loaded.database, requests))
    shared.close()
    assert [(each.conversion, each.verdict) for each in found] == [(1, "unverified")]
    assert "scratch server" in found[0].sentence


@needs_server
def test_jobs_about_the_same_files_share_a_server_and_others_get_their_own():
    shared = SharedSandbox()
    files = [SchemaFile("a.sql", SQL)]
    with shared.project(files) as first:
        pass
    with shared.project(files) as again:
        assert again is first
    with shared.project([SchemaFile("a.sql", "SELECT 1;")]) as other:
        assert (other is first, first.sandbox.server.has_ended) == (False, True)
    shared.close()
    assert other.sandbox.server.has_ended
