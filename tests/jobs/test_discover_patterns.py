"""What routines of a project repeat is suggested to the library; nothing is in use before a person approves it."""

import json

import pytest

from jobs.job_effect import job_effects
from jobs.job_kind import KindError, job_kinds, result_digest
from jobs.kinds.discover_patterns import discover_in_project
from store.analysts import remarks
from store.analysts.switches import switch_analyst
from store.codebase import conversions, projects, sources
from store.codebase.sources import Content
from store.core import texts
from store.library import stored_patterns
from tests.engine.analysts.test_discovery import CLOSE, NAMED
from tests.engine.analysts.test_draft_pattern import Scripted
from tests.jobs.conftest import run_job


class Shop:
    """A project with three routines that are alike, and the model that its discovery asks."""

    def __init__(self, tx, monkeypatch):
        self.tx, self.id = tx, projects.add(tx, "shop", ["/srv"], "act_1").id
        text = "\n".join(CLOSE.format(each) for each in ("orders", "tickets", "claims"))
        content = Content(texts.hash_of(text), text, "utf-8")
        self.source = sources.record(tx, self.id, "/srv", "a.sql", "sql", content).id
        for kind in ("scan", "convert"):
            run_job(tx, kind, sources.subject(self.source))
        self.monkeypatch = monkeypatch
        self.use(None)

    def use(self, model):
        self.monkeypatch.setattr(discover_in_project, "model_in_use", lambda: model)

    def discover(self):
        return run_job(self.tx, "discover_patterns", f"project:{self.id}")

    def payload(self):
        return json.loads(json.dumps(job_effects()["discover_patterns"].inputs(self.tx, f"project:{self.id}")))


@pytest.fixture
def shop(tx, monkeypatch):
    return Shop(tx, monkeypatch)


def test_a_repeated_routine_is_suggested_and_not_in_use(tx, shop):
    assert shop.discover() == {"patterns": 1, "units": 3, "faults": 0, "sentence": "", "left_out": 0}
    found = stored_patterns.find(tx, "mined.close")
    assert found.state == "suggested"
    assert found.evidence["units"].startswith("3: close_orders")


def test_a_model_gives_it_a_name(tx, shop):
    shop.use(Scripted(NAMED))
    shop.discover()
    found = stored_patterns.find(tx, "mined.close_and_log")
    assert (found.body["title"], found.evidence["model"]) == ("Close and log", "scripted")


def test_each_unit_says_which_pattern_would_explain_it(tx, shop):
    shop.discover()
    unit, *_ = conversions.list_of_source(tx, shop.source)
    (remark,) = remarks.list_remarks(tx, unit.id, unit.sql)
    assert (remark.analyst, "mined.close" in remark.text) == ("pattern_discoverer", True)


def test_what_a_person_rejected_is_not_suggested_again(tx, shop):
    shop.discover()
    stored_patterns.set_state(tx, "mined.close", "deprecated", "act_1")
    shop.use(Scripted(NAMED))
    assert shop.discover()["patterns"] == 0
    assert stored_patterns.find(tx, "mined.close").state == "deprecated"


def test_a_discoverer_that_is_switched_off_asks_nothing(tx, shop):
    switch_analyst(tx, shop.id, "pattern_discoverer", "act_1", enabled=False)
    model = Scripted(NAMED)
    shop.use(model)
    with pytest.raises(KindError) as raised:
        shop.discover()
    assert "specdeck analysts enable pattern_discoverer" in raised.value.hint
    assert model.asked == []


def test_the_daemon_proves_each_pattern_again(shop):
    kind, payload = job_kinds()["discover_patterns"], shop.payload()
    (part,) = kind.parts(payload, json.loads(json.dumps(kind.run(payload))))
    assert result_digest(kind.rerun(part.payload)) == result_digest(part.expected)


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [("spec", "place: 7", "place: 8"), ("spec", "name: ", "name: x"), ("id", "mined.", "Not An Id ")],
    ids=["another meaning", "another name", "not an id"],
)
def test_a_forged_pattern_is_refused(shop, key, old, new):
    kind, payload = job_kinds()["discover_patterns"], shop.payload()
    result = json.loads(json.dumps(kind.run(payload)))
    pattern = result["patterns"][0]["pattern"]
    pattern[key] = pattern[key].replace(old, new)
    (part,) = kind.parts(payload, result)
    assert result_digest(kind.rerun(part.payload)) != result_digest(part.expected)
