"""Whom a decision concerns besides the one who makes it."""

import pytest

from engine.review.concern import concerned, mentions, overrules
from engine.review.standing import Approval, Standing, State

START = Standing(State.CHECKED, "s", "proved")


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
    assert mentions(words) == names


@pytest.mark.parametrize(("word", "kind"), [("assign", "assigned"), ("flag", "flagged")])
def test_who_is_asked_anew_is_told(word, kind):
    before = Standing(State.FLAGGED, "s", "proved", asked=("ada",))
    assert concerned(word, before, Standing(State.FLAGGED, "s", "proved", asked=("ada", "bob"))) == {kind: ("bob",)}


def test_everybody_who_wrote_some_of_the_text_hears_of_it():
    merged = Standing(State.IN_REVIEW, "s", "proved", author="bob", coauthors=("ada",))
    assert concerned("comment", merged, merged) == {"comment": ("ada", "bob")}


def test_the_author_of_the_text_hears_of_comments_and_decisions():
    mine = Standing(State.IN_REVIEW, "s", "proved", author="ada")
    assert concerned("comment", mine, mine) == {"comment": ("ada",)}
    assert concerned("approve", mine, Standing(State.APPROVED, "s", "proved", author="ada")) == {"decided": ("ada",)}


def test_who_loses_their_yes_is_told():
    before = Standing(State.IN_REVIEW, "s", "proved", approvals=(Approval("ada", "s"), Approval("bob", "s")))
    assert concerned("edit", before, Standing(State.IN_REVIEW, "t", "proved", author="bob")) == {
        "decided": ("ada", "bob")
    }


def test_a_decision_on_what_was_closed_overrules_whoever_closed_it():
    rejected = Standing(State.REJECTED, "s", "proved")
    assert overrules("approve", rejected, Standing(State.APPROVED, "s", "proved"))
    assert not overrules("approve", START, Standing(State.APPROVED, "s", "proved"))
    assert not overrules("comment", rejected, rejected)


def test_what_moves_nothing_concerns_nobody():
    assert concerned("skip", START, START) == {}
