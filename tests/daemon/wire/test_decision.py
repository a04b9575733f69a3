"""The fields of a decision: one that its kind does not take is refused, never ignored."""

import dataclasses

import pytest

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DESCRIPTORS, DecisionKind
from daemon.wire.decisions.reject import REASONS
from engine.review.decision_rules import RULES
from engine.review.decisions import reject

GIVEN = {
    "reason": "other",
    "send_back": True,
    "spec": "module: x",
    "proposal": 3,
    "hunks": (1,),
    "line": 2,
    "asked": ("ann",),
}


@pytest.mark.parametrize("kind", DecisionKind)
@pytest.mark.parametrize("name", GIVEN)
def test_a_kind_takes_its_own_fields_and_no_other(kind, name):
    others = {"proposal": 3} if name == "hunks" and kind == "merge" else {}
    if name in DESCRIPTORS[kind].fields:
        assert getattr(NewDecision(kind, **{name: GIVEN[name]}, **others), name) == GIVEN[name]
    else:
        with pytest.raises(ValueError, match=f"{kind} does not take the field {name}"):
            NewDecision(kind, **{name: GIVEN[name]})


def test_every_kind_takes_a_note_and_how_long_somebody_looked():
    assert all(NewDecision(kind, "because", seconds=3.0, blind=True).seconds == 3.0 for kind in DecisionKind)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (DecisionKind.REJECT, {"reason": "other", "spec": "x", "proposal": 1}),
        (DecisionKind.MERGE, {"hunks": (1,)}),
        (DecisionKind.MERGE, {"hunks": (1,), "proposal": 1, "spec": "x"}),
        (DecisionKind.COMMENT, {"note": "x" * 10_001}),
    ],
)
def test_fields_that_contradict_each_other_are_refused(kind, fields):
    with pytest.raises(ValueError, match=r"spec|hunks|note"):
        NewDecision(kind, **fields)


def test_the_reasons_on_the_wire_are_those_of_the_engine():
    assert REASONS == reject.REJECTION_REASONS


def test_the_wire_describes_the_kinds_that_the_engine_decides():
    described = {kind: descriptor.permission for kind, descriptor in DESCRIPTORS.items()}
    assert described == {kind: rule.permission for kind, rule in RULES.items()}


def test_a_field_that_a_descriptor_names_is_one_of_a_decision():
    named = {name for each in DESCRIPTORS.values() for name in (*each.fields, *each.exclusive)}
    named |= {prompt.field for each in DESCRIPTORS.values() for prompt in each.prompts}
    assert named <= {field.name for field in dataclasses.fields(NewDecision)}
