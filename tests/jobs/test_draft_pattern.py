"""A described pattern is drafted by a job; the library stays as it is until a person approves the draft."""

import pytest

from engine.analysts.analyst import RetrievalSettings
from jobs.job_kind import KindError
from jobs.kinds.draft_pattern import draft_from_description
from store.analysts.retrieval_choices import choose_retrieval
from store.analysts.switches import switch_analyst
from store.codebase import projects
from store.library import stored_patterns
from store.library.pattern_drafts import add_request, get_draft
from tests.engine.analysts.test_draft_pattern import GOOD, Scripted
from tests.jobs.conftest import run_job


@pytest.fixture
def project(tx):
    return projects.add(tx, "shop", ["/srv"], "act_1").id


@pytest.fixture
def request_id(tx, project):
    return add_request(tx, project, "note when a row was last used", "audit", "shop")


def use(monkeypatch, model):
    model.require = lambda: None
    monkeypatch.setattr(draft_from_description, "model_in_use", lambda: model)


def test_a_draft_is_kept_beside_the_library(tx, request_id, monkeypatch):
    use(monkeypatch, Scripted(GOOD))
    assert run_job(tx, "draft_pattern", request_id) == {"drafted": True}
    assert get_draft(tx, request_id).draft["steps"][6]["state"] == "waiting"
    assert stored_patterns.find(tx, "touch_row") is None


def test_the_model_sees_similar_patterns_unless_the_retriever_is_off(tx, project, request_id, monkeypatch):
    model = Scripted(GOOD)
    use(monkeypatch, model)
    run_job(tx, "draft_pattern", request_id)
    switch_analyst(tx, project, "retriever", "act_1", enabled=False)
    run_job(tx, "draft_pattern", request_id)
    first, second = (each.prompt for each in model.asked[:: len(model.asked) - 1])
    assert "A pattern of the library that is like it" in first
    assert "A pattern of the library that is like it" not in second


def test_a_project_says_how_many_patterns_the_model_sees(tx, project, request_id, monkeypatch):
    model = Scripted(GOOD)
    use(monkeypatch, model)
    choose_retrieval(tx, project, "template_writer", RetrievalSettings(1), "act_1")
    run_job(tx, "draft_pattern", request_id)
    assert model.asked[0].prompt.count("A pattern of the library that is like it") == 1


def test_a_project_says_of_which_categories_they_are(tx, project, request_id, monkeypatch):
    model = Scripted(GOOD)
    use(monkeypatch, model)
    choose_retrieval(tx, project, "template_writer", RetrievalSettings(5, ("no such category",)), "act_1")
    run_job(tx, "draft_pattern", request_id)
    assert "A pattern of the library that is like it" not in model.asked[0].prompt


def test_without_a_model_it_says_what_to_do(tx, request_id, monkeypatch):
    monkeypatch.setenv("SPECDECK_MODELS", "/nonexistent")
    with pytest.raises(KindError) as raised:
        run_job(tx, "draft_pattern", request_id)
    assert "specdeck models add" in raised.value.hint
