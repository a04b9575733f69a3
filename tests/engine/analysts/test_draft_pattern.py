"""A description becomes a draft with a preview; what validators refuse is repaired or kept out with its step."""

import json

from engine.analysts.drafting.draft_pattern import SimilarPattern, draft_pattern
from engine.analysts.drafting.draft_steps import STEPS, DraftRequest
from engine.llm.ask_model import ask_model
from engine.llm.language_model import Completion, TokenUsage
from engine.patterns.library.pattern_library import PatternLibrary
from engine.patterns.library.read_patterns import read_patterns

SPEC = """actions:
  - name: app.touch
    params: {p_id: bigint}
    returns: void
    traits: {language: plpgsql}
    steps:
      - update: {table: {{ table }}, set: {touched_at: now()}, where: id = p_id}
"""
GOOD = {
    "understanding": "An update of one column.",
    "id": "touch_row",
    "title": "Touch a row",
    "description": "Notes when a row was last used.",
    "parameters": [{"name": "table", "type": "name", "default": "app.item", "description": "the table"}],
    "spec": SPEC,
}
REQUEST = DraftRequest("note when a row was used", "audit", "", ("soft_delete",))


class Scripted:
    """A model that gives its answers in turn, the last one again and again."""

    name = "scripted"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def ask(self, task, given):
        return ask_model(self, task, given, lambda _: True)

    def complete(self, request):
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return Completion(answer if isinstance(answer, str) else json.dumps(answer), TokenUsage(1, 1))


def states(draft):
    return {step.name: step.state for step in draft.steps}


def test_a_good_answer_waits_for_a_person_with_its_preview():
    draft = draft_pattern(REQUEST, (), Scripted(GOOD).ask, {})
    assert states(draft) == {**dict.fromkeys(STEPS[:6], "done"), "approval": "waiting", "templates": "waiting"}
    assert "UPDATE app.item" in draft.sql
    assert "typescript" in draft.languages
    (pattern,) = read_patterns(draft.pattern)
    assert (pattern.category, PatternLibrary([]).add_pattern(pattern).id) == ("audit", "touch_row")


def test_a_spec_that_cannot_be_read_is_repaired_by_the_messages():
    wrong = {**GOOD, "spec": SPEC.replace("update:", "updaet:")}
    model = Scripted(wrong, GOOD)
    draft = draft_pattern(REQUEST, (), model.ask, {})
    assert states(draft)["approval"] == "waiting"
    assert "It is not valid" in model.asked[1].prompt


def test_what_the_model_cannot_repair_the_critic_may():
    wrong = {**GOOD, "spec": SPEC.replace("update:", "updaet:")}
    repair = {"cause": "a typing mistake", "replacements": [{"find": "updaet", "replace": "update"}]}
    draft = draft_pattern(REQUEST, (), Scripted(wrong, wrong, repair).ask, {})
    assert states(draft)["approval"] == "waiting"
    assert [each["analyst"] for each in draft.votes["candidates"]] == ["template_writer", "critic"]


def test_an_id_of_the_library_stops_at_the_name():
    draft = draft_pattern(REQUEST, (), Scripted({**GOOD, "id": "soft_delete"}).ask, {})
    assert states(draft)["name"] == "failed"
    assert draft.pattern == ""


def test_an_answer_of_another_form_stops_at_the_schema():
    assert states(draft_pattern(REQUEST, (), Scripted("no").ask, {}))["schema"] == "failed"


def test_a_pattern_that_the_library_has_is_recommended_instead():
    known = PatternLibrary().get("soft_delete")
    draft = draft_pattern(REQUEST, (SimilarPattern(known, is_same=True),), Scripted(GOOD).ask, {"retriever": 0.9})
    assert draft.use_instead == "soft_delete"
    assert draft.votes["rounds"][0]["votes"]
