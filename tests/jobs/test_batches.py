"""Questions in batches: recorded before they are submitted, settled one by one, and never submitted twice."""

import json
from dataclasses import dataclass, replace
from datetime import date

import pytest

from engine.llm.money.model_prices import find_model
from jobs.effects import poll_batch
from jobs.effects.enhance import EFFECT as ENHANCE
from jobs.effects.submit_batch import EFFECT as SUBMIT
from jobs.job_effect import ClaimedJob
from jobs.kinds.enhance.enhance_contract import EnhancedUnit
from store.codebase import conversions, projects, sources
from store.codebase.sources import Content
from store.core import journal, texts, times
from store.cost import batch_questions, batches, budgets, cloud_questions
from store.cost.batches import BatchState
from store.cost.cloud_questions import CloudOrder
from store.cost.cloud_settings import CloudSettings, set_cloud
from store.cost.stored_rules import set_rules
from store.review import proposals
from tests.engine.llm.batch_server import batch_server, errored, succeeded
from tests.engine.llm.model_servers import Answer
from tests.jobs.conftest import run_job

TOTAL = """CREATE FUNCTION {name}(p int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE v_x numeric := 0; -- ask Jane Roe
BEGIN
  SELECT sum(price) INTO v_x FROM line WHERE order_id = p AND state = 'paid by card';
  RETURN v_x;
END $$;
"""
NAMES = succeeded(json.dumps({"renames": [{"old": "v_x", "evidence": "a sum", "new": "order_total"}]}))
DOLLAR = 1_000_000_000
MODEL = "claude-haiku-5-5"


@dataclass
class Night:
    """A project with two routines whose questions wait for a batch, and a server that plays the cloud."""

    tx: object
    server: object
    project: str
    source: int
    units: tuple[int, ...]
    token: int = 0

    def allow(self, budget=DOLLAR, **changes):
        set_cloud(self.tx, self.project, replace(CloudSettings(enabled=True, model=MODEL), **changes), "act_1")
        budgets.set_budget(self.tx, self.project, budget)

    def claim(self):
        """Return the payload of a submission, as a worker gets it; each claim of the job has a token of its own."""
        self.token += 1
        return plain({**SUBMIT.inputs(self.tx, self.subject), **SUBMIT.reserve(self.tx, self.job)})

    def submit(self, payload=None):
        return SUBMIT.apply(self.tx, self.subject, plain(SUBMIT.kind.run(payload or self.claim())))

    def look(self, batch=1):
        subject = batches.subject(batch)
        result = plain(poll_batch.EFFECT.kind.run(plain(poll_batch.inputs(self.tx, subject))))
        return poll_batch.apply(self.tx, subject, result)

    @property
    def job(self):
        return ClaimedJob("job_1", self.project, self.subject, self.token)

    @property
    def subject(self):
        return f"project:{self.project}"

    @property
    def day(self):
        return budgets.day_sum(self.tx, self.project, times.to_text(self.tx.now)[:10])

    @property
    def waiting(self):
        return batch_questions.count_waiting(self.tx, self.project)

    @property
    def state(self):
        return batches.list_latest(self.tx, self.project, 1)[0].state


def plain(value):
    return json.loads(json.dumps(value))


@pytest.fixture
def night(tx, monkeypatch):
    project = projects.add(tx, "shop", ["/srv"], "act_1").id
    sql = TOTAL.format(name="total") + TOTAL.format(name="other")
    source = sources.record(tx, project, "/srv", "a.sql", "sql", Content(texts.hash_of(sql), sql, "utf-8")).id
    for kind in ("scan", "convert"):
        run_job(tx, kind, sources.subject(source))
    units = tuple(each.id for each in conversions.list_of_source(tx, source))
    for unit in units:
        batch_questions.add_questions(tx, project, unit, ["name_variables"])
    with batch_server() as server:
        server.result = lambda asked: NAMES
        monkeypatch.setenv("SPECDECK_CLOUD_URL", server.url)
        monkeypatch.setenv("SPECDECK_CLOUD_KEY", "k-1")
        yield Night(tx, server, project, source, units)


def test_the_open_questions_of_an_ordered_file_wait_for_a_batch(night):
    night.allow()
    batch_questions.close_waiting(night.tx, night.project)
    cloud_questions.order_cloud(night.tx, night.source, CloudOrder.IN_BATCH)
    open_units = [
        EnhancedUnit(unit, conversions.get(night.tx, unit).sql, open_tasks=("name_variables", "describe")).to_json()
        for unit in night.units
    ]
    applied = ENHANCE.apply(night.tx, sources.subject(night.source), {"units": open_units, "summaries": []})
    assert (applied.orders, night.waiting) == ((), 4)
    assert cloud_questions.list_questions(night.tx, night.units[0]) == ()


def test_a_batch_is_reserved_at_half_the_price(night):
    night.allow()
    payload = night.claim()
    day = times.to_text(night.tx.now)[:10]
    tokens = [call["input_tokens"] for call in payload["calls"]]
    most = [find_model(MODEL).in_batches().most(each, 1200, date.fromisoformat(day)) for each in tokens]
    assert (len(tokens), night.day.reserved) == (2, sum(most))


def test_the_answers_of_a_batch_are_proved_and_paid_one_by_one(night):
    night.allow()
    (look,) = night.submit().orders
    assert (look.kind.name, look.subject, night.state) == ("poll_batch", "batch:1", BatchState.SUBMITTED)
    summary = night.look().summary
    offered = [proposals.list_proposals(night.tx, unit)[0] for unit in night.units]
    assert [(each.analyst, each.verdict, each.model) for each in offered] == [("namer", "proved", MODEL)] * 2
    assert sum(each.cost for each in offered) == summary["nanodollars"] == night.day.spent > 0
    assert (night.day.reserved, night.state, night.waiting) == (0, BatchState.ENDED, 0)


def test_what_is_not_shown_stays_here(night):
    night.allow()
    night.submit()
    sent = json.dumps(night.server.submitted)
    assert "Jane Roe" not in sent
    assert "paid by card" not in sent


def test_a_batch_that_runs_is_looked_at_again_later_and_later(night):
    night.allow()
    night.submit()
    night.server.ended = False
    delays = [night.look().orders[0].delay for _ in range(12)]
    assert delays == sorted(delays)
    assert (delays[0], delays[-1]) == (4.0, 600.0)
    assert night.day.reserved > 0


def test_a_batch_is_not_charged_while_its_results_can_be_read(night):
    night.allow()
    night.submit()
    expires = night.tx.value("SELECT min(expires) FROM cost_calls WHERE batch = 1")
    assert expires > times.to_text(night.tx.now + 28 * 86_400)


def test_questions_that_expired_cost_nothing_and_wait_for_the_next_batch(night):
    night.allow()
    night.submit()
    night.server.result = lambda asked: {"type": "expired"}
    applied = night.look()
    assert (night.day.spent, night.day.reserved, night.waiting) == (0, 0, 2)
    assert [order.kind.name for order in applied.orders] == ["submit_batch"]


def test_questions_that_keep_expiring_are_given_up(night):
    night.allow()
    night.server.result = lambda asked: {"type": "expired"}
    for batch in range(1, batch_questions.MOST_ATTEMPTS + 1):
        night.submit()
        night.look(batch)
    assert night.waiting == 0


def test_a_batch_with_errors_keeps_the_answers_and_names_the_errors(night):
    night.allow()
    night.submit()
    results = {"call-1": NAMES, "call-2": errored("invalid_request_error")}
    night.server.result = lambda asked: results[asked["custom_id"]]
    summary = night.look().summary
    assert (summary["proposals"], summary["calls"], summary["code"]) == (1, 1, "cost.batch_errors")
    assert "it is invalid_request_error" in summary["sentence"]
    assert (night.day.reserved, night.waiting) == (0, 0)


def test_an_answer_that_is_invalid_is_paid_for_and_proposes_nothing(night):
    night.allow()
    night.submit()
    night.server.result = lambda asked: succeeded("{}")
    summary = night.look().summary
    assert (summary["proposals"], summary["faults"], summary["calls"]) == (0, 2, 2)
    assert night.day.spent > 0


def test_an_answer_about_a_unit_that_changed_meanwhile_is_paid_for_and_dropped(night):
    night.allow()
    night.submit()
    other = texts.save(night.tx, TOTAL.format(name="total").replace("v_x", "v_y"))
    night.tx.execute("UPDATE conversions SET sql = ? WHERE id = ?", other, night.units[0])
    summary = night.look().summary
    assert (summary["proposals"], summary["calls"], night.day.reserved) == (1, 2, 0)


def test_a_worker_lost_after_its_batch_was_recorded_submits_nothing_twice(night):
    night.allow()
    lost = night.claim()
    SUBMIT.kind.run(lost)  # and its report never comes
    reserved = night.day.reserved
    again = night.submit()
    assert (night.day.spent, night.day.reserved, len(night.server.submitted)) == (reserved, 0, 1)
    assert again.summary["code"] == "cost.batch_lost"
    assert "is charged in full" in again.summary["sentence"]
    states = [each.data.get("state") for each in journal.list_after(night.tx, 0, 1000) if each.type == "cloud.batch"]
    assert states == ["lost"]


def test_a_submission_without_an_answer_is_charged_in_full_and_not_repeated(night):
    night.allow()
    night.server.refused = [Answer({}, 500)]
    payload = night.claim()
    reserved = night.day.reserved
    summary = night.submit(payload).summary
    assert (night.day.spent, night.day.reserved, night.waiting) == (reserved, 0, 0)
    assert summary["code"] == "cost.batch_lost"


def test_a_refused_submission_costs_nothing_and_is_tried_again(night):
    night.allow()
    night.server.refused = [Answer({}, 529)]
    applied = night.submit()
    assert (night.day.spent, night.day.reserved, night.waiting, night.state) == (0, 0, 2, BatchState.REFUSED)
    assert applied.orders[0].delay >= 60


def test_a_missing_key_says_what_to_do_and_costs_nothing(night, monkeypatch):
    night.allow()
    monkeypatch.delenv("SPECDECK_CLOUD_KEY")
    applied = night.submit()
    assert (applied.summary["code"], applied.orders, night.waiting) == ("llm.no_key", (), 0)
    assert (night.day.spent, night.day.reserved) == (0, 0)


def test_a_submission_that_comes_back_unstarted_leaves_no_trace(night):
    night.allow()
    night.claim()
    SUBMIT.release(night.tx, night.job)
    assert (night.day.reserved, night.waiting, batches.list_latest(night.tx, night.project, 9)) == (0, 2, [])


def test_the_cloud_that_is_off_gets_no_batch(night):
    applied = night.submit()
    assert (applied.summary["code"], applied.summary["given_up"], night.waiting) == ("cost.cloud_off", 2, 0)


def test_what_the_budget_does_not_allow_is_left_out_and_named(night):
    night.allow()
    most = night.claim()
    half = night.day.reserved // 2
    SUBMIT.release(night.tx, night.job)
    night.allow(budget=half + 1)
    assert len(most["calls"]) == 2
    summary = night.submit().summary
    assert (summary["questions"], summary["code"]) == (1, "cost.budget")


def test_a_cancelled_batch_keeps_what_was_answered(night):
    night.allow()
    night.submit()
    night.server.ended = False
    batches.cancel(night.tx, 1, "act_1")
    night.look()
    assert night.server.cancelled == ["msgbatch_1"]
    night.server.ended = True
    results = {"call-1": NAMES, "call-2": {"type": "canceled"}}
    night.server.result = lambda asked: results[asked["custom_id"]]
    summary = night.look().summary
    assert (summary["proposals"], summary["calls"], night.waiting) == (1, 1, 0)


def test_a_batch_that_its_provider_does_not_know_is_charged_in_full(night):
    night.allow()
    night.submit()
    reserved = night.day.reserved
    night.server.submitted.clear()
    assert night.look().summary["code"] == "cost.batch_lost"
    assert (night.day.spent, night.state) == (reserved, BatchState.LOST)


def test_a_provider_that_cannot_be_reached_is_asked_again(night, monkeypatch):
    night.allow()
    night.submit()
    monkeypatch.setenv("SPECDECK_CLOUD_URL", "http://127.0.0.1:9")
    applied = night.look()
    assert (applied.summary["code"], len(applied.orders)) == ("llm.unreachable", 1)
    assert night.day.reserved > 0


def test_the_calls_of_a_batch_do_not_count_for_the_minute(night):
    night.allow(calls_per_minute=1)
    assert len(night.claim()["calls"]) == 2


def test_a_batch_is_for_one_model_and_the_next_one_for_another(night):
    night.allow()
    set_rules(night.tx, night.project, "[[rule]]\ntasks='describe'\nuse='cloud'\nmodel='claude-opus-5-5'", "act_1")
    batch_questions.add_questions(night.tx, night.project, night.units[0], ["describe"])
    following = night.submit().orders
    assert [order.kind.name for order in following] == ["poll_batch", "submit_batch"]
    night.submit()
    models = [each.model for each in batches.list_latest(night.tx, night.project, 9)]
    assert (models, night.waiting) == ([MODEL, "claude-opus-5-5"], 0)
