"""A template for another language is drafted by a job; the pattern stays as it is until a person saves the draft."""

import pytest

from jobs.job_kind import KindError
from jobs.kinds.write_template import write_for_language
from store.analysts.switches import switch_analyst
from store.codebase import projects
from store.library import stored_patterns
from store.library.template_drafts import add_template_request, get_template_draft
from tests.engine.analysts.test_draft_pattern import Scripted
from tests.jobs.conftest import run_job

GOOD = {
    "approach": "A manager that hides deleted rows.",
    "template": "class {{ entity }}Manager:\n    deleted = '{{ field }}'\n",
    "caveats": ["raw SQL sees deleted rows"],
}


@pytest.fixture
def project(tx):
    return projects.add(tx, "shop", ["/srv"], "act_1").id


@pytest.fixture
def model(monkeypatch):
    made = Scripted(GOOD)
    made.require = lambda: None
    monkeypatch.setattr(write_for_language, "model_in_use", lambda: made)
    return made


def test_a_draft_is_kept_beside_the_library(tx, project, model):
    request = add_template_request(tx, project, "soft_delete", "django", {"entity": "Order"})
    assert run_job(tx, "write_template", request) == {"drafted": True}
    draft = get_template_draft(tx, request).draft
    assert (draft["verdict"], draft["caveats"]) == ("checked, not proved", GOOD["caveats"])
    assert "class OrderManager" in draft["examples"][0]["text"]
    assert stored_patterns.find(tx, "soft_delete") is None


def test_what_a_validator_refuses_is_kept_with_its_message(tx, project, model):
    model.answers = [{**GOOD, "template": "class {{ entity }}:"}]
    request = add_template_request(tx, project, "soft_delete", "python", {})
    assert run_job(tx, "write_template", request) == {"drafted": False}
    assert "not valid Python" in get_template_draft(tx, request).draft["fault"]


def test_a_writer_that_is_switched_off_is_not_asked(tx, project, model):
    switch_analyst(tx, project, "template_writer", "act_1", enabled=False)
    request = add_template_request(tx, project, "soft_delete", "django", {})
    with pytest.raises(KindError) as raised:
        run_job(tx, "write_template", request)
    assert (raised.value.code, model.asked) == ("analysts.off", [])
