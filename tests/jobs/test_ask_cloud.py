"""Open questions go to a cloud model within a budget: reserved with the claim, settled with the result."""

import json
from dataclasses import dataclass, replace

import pytest

from engine.llm.cloud.circuit_breaker import FAILURES
from jobs.effects.ask_cloud import EFFECT
from jobs.job_effect import ClaimedJob
from jobs.job_kind import job_kinds, result_digest
from jobs.kinds.enhance.enhance_units import shared_answers
from store.analysts.switches import switch_analyst
from store.codebase import conversions, projects, sources
from store.codebase.conversion_row import unit_subject
from store.codebase.sources import Content
from store.core import journal, texts, times
from store.cost import answer_counts, budgets, calls, cloud_questions
from store.cost.cloud_breakers import get_breaker
from store.cost.cloud_settings import CloudSettings, get_cloud, set_cloud
from store.cost.stored_rules import set_rules
from store.review import proposals
from tests.engine.llm.model_servers import Answer, anthropic_message, model_server, openai_message
from tests.jobs.conftest import run_job

TOTAL = """CREATE FUNCTION total(p int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
  v_x numeric := 0; -- ask Jane Roe about this
BEGIN
  SELECT sum(price) INTO v_x FROM line WHERE order_id = p AND state = 'paid by card';
  RETURN v_x;
END $$;
"""
NAMES = anthropic_message(json.dumps({"renames": [{"old": "v_x", "evidence": "a sum", "new": "order_total"}]}))
DOLLAR = 1_000_000_000


@dataclass
class Cloud:
    """A project with one routine and one open question, and a server that plays the cloud."""

    tx: object
    server: object
    project: str
    unit: int

    @property
    def subject(self):
        return unit_subject(self.unit)

    def allow(self, budget=DOLLAR, **changes):
        settings = replace(CloudSettings(enabled=True, model="claude-haiku-5-5"), **changes)
        set_cloud(self.tx, self.project, settings, "act_1")
        budgets.set_budget(self.tx, self.project, budget)

    def claim(self, token=1):
        """Return the payload of a run, as a worker gets it."""
        reserved = EFFECT.reserve(self.tx, ClaimedJob("job_1", self.project, self.subject, token))
        return json.loads(json.dumps({**EFFECT.inputs(self.tx, self.subject), **reserved}))

    def ask(self, *script, payload=None):
        self.server.script[:] = script
        result = json.loads(json.dumps(EFFECT.kind.run(payload or self.claim())))
        return EFFECT.apply(self.tx, self.subject, result)

    @property
    def day(self):
        return budgets.day_sum(self.tx, self.project, times.to_text(self.tx.now)[:10])

    @property
    def asked(self):
        return [body for path, body, _ in self.server.calls if path.endswith("messages")]


COUNTED = Answer({"input_tokens": 400})


@pytest.fixture
def cloud(tx, monkeypatch):
    shared_answers.cache_clear()
    project = projects.add(tx, "shop", ["/srv"], "act_1").id
    content = Content(texts.hash_of(TOTAL), TOTAL, "utf-8")
    source = sources.record(tx, project, "/srv", "a.sql", "sql", content).id
    for kind in ("scan", "convert"):
        run_job(tx, kind, sources.subject(source))
    (unit,) = conversions.list_of_source(tx, source)
    cloud_questions.add_questions(tx, unit.id, ["name_variables"])
    with model_server() as server:
        monkeypatch.setenv("SPECDECK_CLOUD_URL", server.url)
        monkeypatch.setenv("SPECDECK_CLOUD_KEY", "k-1")
        yield Cloud(tx, server, project, unit.id)


def test_a_key_alone_sends_nothing(cloud):
    assert cloud.ask().summary["code"] == "cost.cloud_off"
    assert cloud.server.calls == []


def test_an_answer_is_proved_and_paid_for(cloud):
    cloud.allow()
    summary = cloud.ask(COUNTED, NAMES).summary
    (found,) = proposals.list_proposals(cloud.tx, cloud.unit)
    assert (found.analyst, found.verdict, found.model) == ("namer", "proved", "claude-haiku-5-5")
    assert found.cost == summary["nanodollars"] == cloud.day.spent > 0
    assert cloud.day.reserved == 0


def test_a_worker_that_is_lost_is_charged_in_full(cloud):
    cloud.allow()
    cloud.claim()
    reserved = cloud.day.reserved
    cloud.tx.execute("UPDATE cost_calls SET expires = at")
    calls.charge_expired(cloud.tx)
    assert (cloud.day.spent, cloud.day.reserved) == (reserved, 0)


def test_a_late_answer_changes_nothing_that_was_charged(cloud):
    cloud.allow()
    payload = cloud.claim()
    cloud.tx.execute("UPDATE cost_calls SET expires = at")
    calls.charge_expired(cloud.tx)
    before = cloud.day
    cloud.ask(COUNTED, NAMES, payload=payload)
    assert cloud.day == before


def test_an_answer_that_was_cut_off_is_charged_in_full(cloud):
    cloud.allow()
    applied = cloud.ask(COUNTED, Answer(NAMES.body, cut=40))
    assert applied.summary["code"] in {"llm.malformed", "llm.unreachable"}
    assert cloud.day.spent > DOLLAR // 10_000


@pytest.mark.parametrize(("status", "code"), [(429, "llm.rate_limit"), (529, "llm.overloaded")])
def test_a_busy_model_costs_nothing_and_is_asked_again_later(cloud, status, code):
    cloud.allow()
    applied = cloud.ask(COUNTED, Answer({}, status, (("retry-after", "7"),)))
    assert (applied.summary["code"], cloud.day.spent, cloud.day.reserved) == (code, 0, 0)
    (again,) = applied.orders
    assert again.delay >= 7


def test_a_refused_key_says_what_to_do_and_is_not_tried_again(cloud):
    cloud.allow()
    applied = cloud.ask(COUNTED, Answer({}, 401))
    assert "SPECDECK_CLOUD_KEY" in applied.summary["hint"]
    assert (applied.orders, cloud.day.spent) == ((), 0)


def test_a_missing_key_says_what_to_do(cloud, monkeypatch):
    cloud.allow()
    monkeypatch.delenv("SPECDECK_CLOUD_KEY")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "k-2")  # it is for Anthropic's own address only
    assert cloud.ask().summary["code"] == "llm.no_key"
    assert cloud.server.calls == []


def test_repeated_failures_open_the_breaker(cloud):
    cloud.allow()
    for _ in range(FAILURES):
        cloud.ask(COUNTED, Answer({}, 529))
        cloud_questions.add_questions(cloud.tx, cloud.unit, ["name_variables"])
    assert not get_breaker(cloud.tx, "claude-haiku-5-5").allows(cloud.tx.now)
    applied = cloud.ask()
    assert applied.summary["code"] == "llm.paused"
    assert applied.orders[0].delay > 1


def test_a_failure_that_lasts_is_given_up(cloud):
    cloud.allow()
    for left in reversed(range(cloud_questions.MOST_ATTEMPTS)):
        cloud.tx.execute("DELETE FROM cloud_breakers")
        assert bool(cloud.ask(COUNTED, Answer({}, 529)).orders) == bool(left)
    assert cloud_questions.list_questions(cloud.tx, cloud.unit) == ()


def test_a_budget_that_is_used_up_stops_before_the_call(cloud):
    cloud.allow(budget=1000)
    applied = cloud.ask()
    assert applied.summary["code"] == "cost.budget"
    assert cloud.server.calls == []


def test_a_question_that_the_budget_leaves_out_is_named_and_the_others_are_asked(cloud):
    cloud_questions.add_questions(cloud.tx, cloud.unit, ["describe"])
    cloud.allow()
    first = cloud.claim()["calls"][0]
    assert first["task"] == "describe"
    most = cloud.tx.value("SELECT reserved FROM cost_calls WHERE id = ?", first["id"])
    budgets.set_budget(cloud.tx, cloud.project, cloud.day.reserved + most)
    described = {"evidence_lines": [5], "description": "Adds up the lines of an order."}
    summary = cloud.ask(COUNTED, anthropic_message(json.dumps(described))).summary
    assert (summary["code"], summary["calls"], summary["proposals"]) == ("cost.budget", 1, 1)


def test_the_calls_of_a_minute_are_bounded(cloud):
    cloud.allow(calls_per_minute=1)
    cloud.ask(COUNTED, NAMES)
    cloud_questions.add_questions(cloud.tx, cloud.unit, ["describe"])
    assert cloud.ask().summary["code"] == "llm.paced"


def test_the_calls_of_one_unit_do_not_exceed_what_is_left_of_the_minute(cloud):
    cloud_questions.add_questions(cloud.tx, cloud.unit, ["describe", "extract_rules"])
    cloud.allow(calls_per_minute=2)
    payload = cloud.claim()
    assert [call["task"] for call in payload["calls"]] == ["describe", "extract_rules"]
    assert payload["left_out"]["code"] == "llm.paced"
    assert cloud.claim(token=2)["refused"]["code"] == "llm.paced"


def test_calls_that_were_given_back_do_not_count_for_the_minute(cloud):
    cloud.allow(calls_per_minute=2)
    for token in range(1, 4):
        assert len(cloud.claim(token)["calls"]) == 2
        EFFECT.release(cloud.tx, ClaimedJob("job_1", cloud.project, cloud.subject, token))


def test_a_job_that_comes_back_unstarted_costs_nothing(cloud):
    cloud.allow()
    cloud.claim(token=1)
    lost = cloud.day.reserved
    cloud.claim(token=2)
    EFFECT.release(cloud.tx, ClaimedJob("job_1", cloud.project, cloud.subject, 2))
    assert (cloud.day.reserved, cloud.day.spent) == (lost, 0)


def test_an_answer_counts_for_what_was_shown_though_the_setting_changed_since(cloud):
    cloud.allow(with_comments=True)
    payload = cloud.claim()
    cloud.allow(model="claude-opus-5")
    cloud.ask(COUNTED, NAMES, payload=payload)
    cloud_questions.add_questions(cloud.tx, cloud.unit, ["name_variables"])
    assert len(cloud.claim(token=2)["calls"]) == 2  # what another model may see is another question
    cloud.allow(with_comments=True)
    assert cloud.claim(token=3)["calls"] == []


def test_a_failure_is_counted_for_the_model_that_was_asked(cloud):
    cloud.allow()
    payload = cloud.claim()
    cloud.allow(model="claude-opus-5")
    cloud.ask(COUNTED, Answer({}, 529), payload=payload)
    failures = [get_breaker(cloud.tx, model).failures for model in ("claude-haiku-5-5", "claude-opus-5")]
    assert failures == [1, 0]


@pytest.mark.parametrize(
    "change",
    [
        {"task": "conquer"},
        {"found_by": "oracle"},
        {"value": {"renames": "all"}},
        {"task": ["describe"]},
    ],
)
def test_a_report_that_cannot_be_kept_is_paid_for_once_and_not_asked_again(cloud, change):
    cloud.allow()
    payload = cloud.claim()
    cloud.server.script[:] = [COUNTED, NAMES]
    result = json.loads(json.dumps(EFFECT.kind.run(payload)))
    result["units"][0]["answers"][0] |= change
    applied = EFFECT.apply(cloud.tx, cloud.subject, result)
    assert (applied.summary["code"], applied.orders) == ("job.bad_report", ())
    assert (cloud.day.spent > 0, cloud.day.reserved) == (True, 0)
    assert cloud_questions.list_questions(cloud.tx, cloud.unit) == ()


def test_alerts_are_recorded_once_for_each_level(cloud):
    cloud.allow(budget=0)
    cloud.claim()
    budgets.set_budget(cloud.tx, cloud.project, 5_000_000)
    cloud.claim()
    most = cloud.day.reserved
    budgets.set_budget(cloud.tx, cloud.project, most + most // 20)
    budgets.raise_alert(cloud.tx, cloud.project, times.to_text(cloud.tx.now)[:10])
    budgets.raise_alert(cloud.tx, cloud.project, times.to_text(cloud.tx.now)[:10])
    found = [each.data["percent"] for each in journal.list_after(cloud.tx, 0, 1000) if each.type == "cost.alert"]
    assert found == [95]


def test_comments_and_literals_stay_here(cloud):
    cloud.allow()
    cloud.ask(COUNTED, NAMES)
    (body,) = cloud.asked
    assert "Jane Roe" not in json.dumps(body)
    assert "paid by card" not in json.dumps(body)


def test_a_project_may_show_comments_and_literals(cloud):
    cloud.allow(with_comments=True, with_literals=True)
    cloud.ask(COUNTED, NAMES)
    (body,) = cloud.asked
    assert "Jane Roe" in json.dumps(body)
    assert "paid by card" in json.dumps(body)


def test_a_recorded_answer_is_not_asked_for_again(cloud):
    cloud.allow()
    cloud.ask(COUNTED, NAMES)
    cloud_questions.add_questions(cloud.tx, cloud.unit, ["name_variables"])
    asked = len(cloud.server.calls)
    spent = cloud.day.spent
    cloud.ask()
    assert (len(cloud.server.calls), cloud.day.spent) == (asked, spent)
    found = {each.found_by for _, each in answer_counts.list_counts(cloud.tx, cloud.project, "2000-01-01")}
    assert found == {"cloud", "record"}


def test_a_long_routine_reserves_what_its_shortened_prompt_may_take(cloud):
    cloud.allow()
    text = TOTAL.replace("ask Jane Roe", "ask Jane Roe " * 20_000)
    cloud.tx.execute("UPDATE conversions SET sql = ? WHERE id = ?", texts.save(cloud.tx, text), cloud.unit)
    assert 0 < max(call["input_tokens"] for call in cloud.claim()["calls"]) < 30_000
    assert cloud.ask(COUNTED, NAMES).summary["calls"] == 1


def test_a_prompt_that_is_larger_than_its_reservation_is_not_sent(cloud):
    cloud.allow()
    cloud.ask(Answer({"input_tokens": 10_000_000}))
    assert cloud.asked == []
    assert cloud.day.spent == 0


def test_a_report_cannot_release_calls_of_another_unit(cloud):
    cloud.allow()
    payload = cloud.claim()
    other = unit_subject(cloud.unit + 1)
    result = {"units": [], "calls": [{**call, "outcome": "unused", "usage": {}} for call in payload["calls"]]}
    EFFECT.apply(cloud.tx, other, {**result, "failure": None})
    assert cloud.day.reserved > 0


def test_the_model_that_is_paid_for_is_asked_though_another_was_chosen_since(cloud):
    cloud.allow()
    reserved = EFFECT.reserve(cloud.tx, ClaimedJob("job_1", cloud.project, cloud.subject, 1))
    cloud.allow(model="claude-opus-5")
    payload = {**EFFECT.inputs(cloud.tx, cloud.subject), **reserved}
    cloud.ask(COUNTED, NAMES, payload=json.loads(json.dumps(payload)))
    assert [body["model"] for body in cloud.asked] == ["claude-haiku-5-5"]


def test_a_usage_without_a_price_is_charged_in_full(cloud):
    cloud.allow()
    made, *unused = cloud.claim()["calls"]
    reports = [{"id": made["id"], "outcome": "made", "usage": {"input": 10_000_000}}]
    reports += [{"id": each["id"], "outcome": "unused", "usage": {}} for each in unused]
    most = cloud.tx.value("SELECT reserved FROM cost_calls WHERE id = ?", made["id"])
    EFFECT.apply(cloud.tx, cloud.subject, {"units": [], "calls": reports, "failure": None})
    assert (cloud.day.spent, cloud.day.reserved) == (most, 0)


def test_the_daemon_proves_a_reported_proposal_again(cloud):
    cloud.allow()
    payload = cloud.claim()
    cloud.server.script[:] = [COUNTED, NAMES]
    kind = job_kinds()["ask_cloud"]
    result = json.loads(json.dumps(kind.run(payload)))
    (part,) = kind.parts(payload, result)
    assert result_digest(kind.rerun(part.payload)) == result_digest(part.expected)
    forged = json.loads(json.dumps(result))
    proposal = forged["units"][0]["proposals"][0]
    proposal["spec"] = proposal["spec"].replace("sum(price)", "sum(cost)")
    (part,) = kind.parts(payload, forged)
    assert result_digest(kind.rerun(part.payload)) != result_digest(part.expected)


def test_the_cloud_is_off_by_default(cloud):
    assert not get_cloud(cloud.tx, cloud.project).enabled


def test_a_refusal_is_paid_for_and_proposes_nothing(cloud):
    cloud.allow()
    summary = cloud.ask(COUNTED, anthropic_message("", stop="refusal")).summary
    assert (summary["proposals"], summary["faults"], summary["calls"]) == (0, 1, 1)
    assert cloud.day.spent > 0


def test_an_invalid_answer_is_repaired_once_within_its_reservation(cloud):
    cloud.allow()
    summary = cloud.ask(COUNTED, anthropic_message("{}"), COUNTED, NAMES).summary
    assert (summary["proposals"], summary["calls"]) == (1, 2)


def test_an_endpoint_of_the_openai_protocol_is_asked_in_the_same_way(cloud, monkeypatch):
    monkeypatch.setenv("SPECDECK_CLOUD_PROTOCOL", "openai")
    cloud.allow()
    names = {"renames": [{"old": "v_x", "evidence": "a sum", "new": "order_total"}]}
    summary = cloud.ask(openai_message(json.dumps(names))).summary
    assert (summary["proposals"], summary["calls"]) == (1, 1)
    assert cloud.server.calls[0][0].endswith("/chat/completions")


def test_an_analyst_that_is_switched_off_asks_no_cloud_either(cloud):
    cloud.allow()
    switch_analyst(cloud.tx, cloud.project, "namer", "act_1", enabled=False)
    assert cloud.ask().summary["calls"] == 0
    assert (cloud.server.calls, cloud.day.spent, cloud.day.reserved) == ([], 0, 0)


RULES = """
[[rule]]
tasks = ["describe"]
use = "cloud"
model = "claude-opus-5-5"

[[rule]]
tasks = ["extract_rules"]
use = "local"
"""


def test_a_rule_chooses_the_model_of_a_task_and_keeps_others_from_the_cloud(cloud):
    cloud.allow()
    set_rules(cloud.tx, cloud.project, RULES, "act_1")
    cloud_questions.add_questions(cloud.tx, cloud.unit, ["describe", "extract_rules"])
    described = {"evidence_lines": [5], "description": "Adds up the lines of an order."}
    first = cloud.ask(COUNTED, anthropic_message(json.dumps(described)))
    (again,) = first.orders
    assert again.kind.name == "ask_cloud"
    second = cloud.ask(COUNTED, NAMES)
    assert [body["model"] for body in cloud.asked] == ["claude-opus-5-5", "claude-haiku-5-5"]
    assert (second.orders, cloud_questions.list_questions(cloud.tx, cloud.unit)) == ((), ())


def test_rules_that_cannot_be_read_any_more_ask_nothing(cloud):
    cloud.allow()
    set_rules(cloud.tx, cloud.project, "[[rule]]\nuse = 'gpu'", "act_1")
    assert cloud.ask().summary["code"] == "route.rules"
    assert cloud.server.calls == []
