"""What a decision may hold: a field that its word does not take is refused, never passed over."""

import pytest

from daemon.wire.decision import ACCEPTED_FIELDS, REASONS, DecisionKind, NewDecision
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


@pytest.mark.parametrize("word", DecisionKind)
@pytest.mark.parametrize("name", GIVEN)
def test_a_word_takes_its_own_fields_and_no_other(word, name):
    others = {"proposal": 3} if name == "hunks" and word is DecisionKind.MERGE else {}
    if name in ACCEPTED_FIELDS[word]:
        assert getattr(NewDecision(word, **{name: GIVEN[name]}, **others), name) == GIVEN[name]
    else:
        with pytest.raises(ValueError, match=f"to {word} takes no {name}"):
            NewDecision(word, **{name: GIVEN[name]})


def test_any_word_may_come_with_words_and_how_long_somebody_looked():
    assert all(NewDecision(word, "because", seconds=3.0, blind=True).seconds == 3.0 for word in DecisionKind)


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        (DecisionKind.REJECT, {"reason": "other", "spec": "x", "proposal": 1}),
        (DecisionKind.MERGE, {"hunks": (1,)}),
        (DecisionKind.MERGE, {"hunks": (1,), "proposal": 1, "spec": "x"}),
        (DecisionKind.COMMENT, {"note": "x" * 10_001}),
    ],
)
def test_what_contradicts_itself_is_refused(word, fields):
    with pytest.raises(ValueError, match=r"spec|hunks|note"):
        NewDecision(word, **fields)


def test_the_reasons_on_the_wire_are_those_of_the_house():
    assert REASONS == reject.REJECTION_REASONS
