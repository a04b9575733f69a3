"""A file's routines are looked at by the analysts; only what is proved becomes a proposal."""

import json
import re

import pytest

from engine.llm.language_model import Completion, TokenUsage
from jobs.job_effect import job_effects
from jobs.job_kind import KindError, job_kinds, result_digest
from jobs.kinds.enhance import enhance_units
from store.analysts import remarks
from store.analysts.proposal_summaries import SummaryRow, find_summary
from store.analysts.switches import switch_analyst
from store.codebase import conversions, projects, sources
from store.codebase.conversion_row import unit_subject
from store.codebase.sources import Content
from store.core import texts
from store.cost import answer_counts, cloud_questions
from store.cost.cloud_settings import CloudSettings, set_cloud
from store.review import proposals
from store.review.proposals import NewProposal
from tests.jobs.conftest import run_job

TOTAL = """CREATE FUNCTION total(p int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
  v_x numeric := 0;
BEGIN
  SELECT sum(price) INTO v_x FROM line WHERE order_id = p;
  IF v_x IS NULL THEN RAISE EXCEPTION 'no lines'; END IF;
  RETURN v_x;
END $$;
"""
ANSWERS = {
    "names": {"renames": [{"old": "v_x", "evidence": "a sum of prices", "new": "order_total"}]},
    "summarise": {"changes": ["something is named otherwise"], "look_at": ""},
    "describe": {"evidence_lines": [5], "description": "Adds up the lines of an order."},
    "rules": {"rules": [{"first_line": 6, "last_line": 6, "kind": "constraint", "rule": "An order has lines."}]},
}


class ScriptedModel:
    """A model that answers each task with what the test gave for it."""

    name = "scripted"

    def __init__(self, answers):
        self.answers = answers

    def require(self):
        """It can always answer."""

    def count_tokens(self, request):
        return len(request.prompt)

    def complete(self, request):
        task = re.search(r"Task: (?:give variables )?(names|describe|list the business rules|\w+)", request.system)[1]
        return Completion(json.dumps(self.answers[task.split()[-1]]), TokenUsage(10, 5))


class Shop:
    def __init__(self, tx, monkeypatch):
        self.tx, self.project = tx, projects.add(tx, "shop", ["/srv"], "act_1").id
        self.monkeypatch = monkeypatch

    def put(self, text):
        content = Content(texts.hash_of(text), text, "utf-8")
        self.source = sources.record(self.tx, self.project, "/srv", "a.sql", "sql", content).id
        for kind in ("scan", "convert"):
            run_job(self.tx, kind, sources.subject(self.source))

    def enhance(self, **answers):
        self.monkeypatch.setattr(enhance_units, "model_in_use", lambda: ScriptedModel({**ANSWERS, **answers}))
        return run_job(self.tx, "enhance", sources.subject(self.source))

    @property
    def unit(self):
        (unit,) = conversions.list_of_source(self.tx, self.source)
        return unit


def run_only(tx, source):
    """Return the result of an enhancement before it is applied."""
    effect = job_effects()["enhance"]
    payload = json.loads(json.dumps(effect.inputs(tx, sources.subject(source))))
    return json.loads(json.dumps(effect.kind.run(payload)))


@pytest.fixture
def shop(tx, monkeypatch):
    enhance_units.shared_answers.cache_clear()
    made = Shop(tx, monkeypatch)
    made.put(TOTAL)
    return made


def test_proved_changes_become_proposals_by_their_analyst(tx, shop):
    assert shop.enhance()["proposals"] == 2
    found = {each.analyst: each for each in proposals.list_proposals(tx, shop.unit.id)}
    assert found["namer"].reason == "v_x → order_total"
    assert found["namer"].verdict == "proved"
    assert "(describer)" in texts.get(tx, found["describer"].spec)


def test_rules_are_remarks_with_their_lines(tx, shop):
    shop.enhance()
    (remark,) = remarks.list_remarks(tx, shop.unit.id, shop.unit.sql)
    assert (remark.text, remark.lines) == ("An order has lines.", (6, 6))


def test_a_remark_about_other_sql_is_left_out(tx, shop):
    shop.enhance()
    shop.put(TOTAL.replace("price", "amount"))
    assert remarks.list_remarks(tx, shop.unit.id, shop.unit.sql) == []


def test_a_name_that_does_not_prove_is_no_proposal(tx, shop):
    shop.enhance(names={"renames": [{"old": "v_x", "evidence": "", "new": "sqlcode_x"}]})
    shop.put(TOTAL.replace("WHERE order_id", "WHERE amount > v_x AND order_id"))
    summary = shop.enhance(names={"renames": [{"old": "v_x", "evidence": "", "new": "amount"}]})
    assert "namer" not in {
        each.analyst for each in proposals.list_proposals(tx, shop.unit.id) if each.sql == shop.unit.sql
    }
    assert summary["faults"] >= 1


def test_the_same_proposal_is_made_once(tx, shop):
    shop.enhance()
    shop.enhance()
    assert len(proposals.list_proposals(tx, shop.unit.id)) == 2


def test_an_invalid_answer_costs_its_analyst_only(shop):
    summary = shop.enhance(names={"renames": "all of them"})
    assert (summary["proposals"], summary["faults"]) == (1, 1)


def test_without_a_model_the_job_says_what_to_do(tx, shop, monkeypatch):
    monkeypatch.setenv("SPECDECK_MODELS", "/nonexistent")
    with pytest.raises(KindError) as raised:
        run_job(tx, "enhance", sources.subject(shop.source))
    assert "specdeck models add" in raised.value.hint


def test_a_file_that_is_no_model_ends_the_job(tmp_path, shop, monkeypatch, tx):
    (tmp_path / "bad.gguf").write_bytes(b"GGUF")
    (tmp_path / "in-use").symlink_to("bad.gguf")
    monkeypatch.setenv("SPECDECK_MODELS", str(tmp_path))
    with pytest.raises(KindError):
        run_job(tx, "enhance", sources.subject(shop.source))


def test_a_file_without_routines_asks_nothing(tx, shop):
    shop.put("CREATE TABLE t (id int);")
    assert run_job(tx, "enhance", sources.subject(shop.source)) == {}


def test_one_worker_with_the_model_runs_it():
    assert job_kinds()["enhance"].queue == "gpu"


def test_open_questions_go_to_the_cloud_where_somebody_asked_for_it(tx, shop, monkeypatch):
    monkeypatch.setenv("SPECDECK_MODELS", "/nonexistent")
    cloud_questions.order_cloud(tx, shop.source)
    run_job(tx, "enhance", sources.subject(shop.source))
    assert cloud_questions.list_questions(tx, shop.unit.id) == ("describe", "extract_rules", "name_variables")
    assert tx.value("SELECT count(*) FROM jobs WHERE kind = 'ask_cloud'") == 1


def test_only_what_the_local_model_did_not_answer_goes_to_the_cloud(tx, shop):
    cloud_questions.order_cloud(tx, shop.source)
    shop.enhance(names={"renames": "all of them"})
    assert cloud_questions.list_questions(tx, shop.unit.id) == ("name_variables",)


def test_a_unit_that_is_gone_by_now_keeps_no_other_from_the_cloud(tx, shop, monkeypatch):
    monkeypatch.setenv("SPECDECK_MODELS", "/nonexistent")
    shop.put(TOTAL + TOTAL.replace("total", "total_again"))
    kept, gone = conversions.list_of_source(tx, shop.source)
    cloud_questions.order_cloud(tx, shop.source)
    result = run_only(tx, shop.source)
    tx.execute("DELETE FROM conversions WHERE id = ?", gone.id)
    applied = job_effects()["enhance"].apply(tx, sources.subject(shop.source), result)
    assert [each.subject for each in applied.orders] == [unit_subject(kept.id)]


def test_a_unit_whose_sql_changed_meanwhile_is_not_asked_about_in_the_cloud(tx, shop, monkeypatch):
    monkeypatch.setenv("SPECDECK_MODELS", "/nonexistent")
    cloud_questions.order_cloud(tx, shop.source)
    result = run_only(tx, shop.source)
    shop.put(TOTAL.replace("price", "amount"))
    applied = job_effects()["enhance"].apply(tx, sources.subject(shop.source), result)
    assert (applied.orders, cloud_questions.list_questions(tx, shop.unit.id)) == ((), ())


def test_an_answer_is_recorded_and_not_asked_for_again(tx, shop):
    shop.enhance()
    again = shop.enhance(names={"renames": "all of them"})
    assert (again["answers"], again["faults"]) == (3, 0)


def test_a_cloud_model_without_a_price_stops_no_local_model(tx, shop):
    set_cloud(tx, shop.project, CloudSettings(model="retired-1"), "act_1")
    assert shop.enhance()["proposals"] == 2
    counts = [each for _, each in answer_counts.list_counts(tx, shop.project, "2000-01-01")]
    assert [each.baseline for each in counts] == [0] * len(counts) != []


def test_an_analyst_that_is_switched_off_is_not_asked(tx, shop):
    switch_analyst(tx, shop.project, "namer", "act_1", enabled=False)
    shop.enhance()
    assert {each.analyst for each in proposals.list_proposals(tx, shop.unit.id)} == {"describer"}


def test_an_open_proposal_with_many_changes_is_summed_up(tx, shop):
    spec = texts.get(tx, shop.unit.spec)
    text = spec.replace("v_x", "order_total").replace("no lines", "nothing")
    new = NewProposal(shop.unit.id, "person", texts.save(tx, text), "unverified", shop.unit.sql)
    number = proposals.add(tx, new)
    said = {"changes": ["v_x is named order_total"], "look_at": ""}
    assert shop.enhance(summarise=said)["summaries"] == 1
    assert find_summary(tx, number) == SummaryRow("scripted", ("v_x is named order_total",))


def test_a_summary_with_an_invented_name_is_left_out(tx, shop):
    spec = texts.get(tx, shop.unit.spec)
    text = spec.replace("v_x", "order_total").replace("no lines", "nothing")
    number = proposals.add(tx, NewProposal(shop.unit.id, "person", texts.save(tx, text), "unverified", shop.unit.sql))
    shop.enhance(summarise={"changes": ["v_x is named invoice_total"], "look_at": ""})
    assert find_summary(tx, number) is None


def test_a_forged_proposal_is_refused(tx, shop):
    kind = job_kinds()["enhance"]
    shop.enhance()
    payload = json.loads(json.dumps(job_effects()["enhance"].inputs(tx, sources.subject(shop.source))))
    result = json.loads(json.dumps(kind.run(payload)))
    proposal = result["units"][0]["proposals"][0]
    forged = {**proposal, "spec": proposal["spec"].replace("sum(price)", "sum(cost)")}
    assert result_digest(kind.rerun({"unit": payload["units"][0], "proposal": proposal})) == result_digest(proposal)
    assert result_digest(kind.rerun({"unit": payload["units"][0], "proposal": forged})) != result_digest(forged)
