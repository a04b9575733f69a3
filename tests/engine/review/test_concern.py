"""Whom a decision concerns besides the one who makes it."""

import pytest

from engine.review.standing import Approval, ReviewState, Standing
from engine.review.whom_to_notify import find_mentions, is_overruling, whom_to_notify

START = Standing(ReviewState.CONVERTED, "s", "proved")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("@ada, look: @bob.b and @ada", ("ada", "bob.b")),
        ("(@ada) @bob.", ("ada", "bob")),
        ("write to ada@example.org or a/@b", ()),
        ("@ @. @-", ()),
    ],
)
def test_names_after_an_at_sign_are_mentioned(words, names):
    assert find_mentions(words) == names


@pytest.mark.parametrize(("word", "kind"), [("assign", "assigned"), ("flag", "flagged")])
def test_who_is_asked_anew_is_told(word, kind):
    before = Standing(ReviewState.FLAGGED, "s", "proved", asked=("ada",))
    assert whom_to_notify(word, before, Standing(ReviewState.FLAGGED, "s", "proved", asked=("ada", "bob"))) == {
        kind: ("bob",)
    }


def test_everybody_who_wrote_some_of_the_text_hears_of_it():
    merged = Standing(ReviewState.IN_REVIEW, "s", "proved", author="bob", coauthors=("ada",))
    assert whom_to_notify("comment", merged, merged) == {"comment": ("ada", "bob")}


def test_the_author_of_the_text_hears_of_comments_and_decisions():
    mine = Standing(ReviewState.IN_REVIEW, "s", "proved", author="ada")
    assert whom_to_notify("comment", mine, mine) == {"comment": ("ada",)}
    assert whom_to_notify("approve", mine, Standing(ReviewState.APPROVED, "s", "proved", author="ada")) == {
        "decided": ("ada",)
    }


def test_who_loses_their_yes_is_told():
    before = Standing(ReviewState.IN_REVIEW, "s", "proved", approvals=(Approval("ada", "s"), Approval("bob", "s")))
    assert whom_to_notify("edit", before, Standing(ReviewState.IN_REVIEW, "t", "proved", author="bob")) == {
        "decided": ("ada", "bob")
    }


def test_a_decision_on_what_was_closed_overrules_whoever_closed_it():
    rejected = Standing(ReviewState.REJECTED, "s", "proved")
    assert is_overruling("approve", rejected, Standing(ReviewState.APPROVED, "s", "proved"))
    assert not is_overruling("approve", START, Standing(ReviewState.APPROVED, "s", "proved"))
    assert not is_overruling("comment", rejected, rejected)


def test_what_moves_nothing_concerns_nobody():
    assert whom_to_notify("skip", START, START) == {}
