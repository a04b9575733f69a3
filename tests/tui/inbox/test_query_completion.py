"""Completion of a query while it is typed."""

import pytest

from daemon.wire.inbox import QueryTerm
from tui.inbox.query_completion import complete_query

TERMS = (
    QueryTerm("state", "word", "how it stands", ("converted", "changes requested")),
    QueryTerm("source", "text", "the file"),
    QueryTerm("verdict", "word", "what is known", ("proved", "unverified")),
)


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("st", "state"),
        ("verdict = proved and so", "verdict = proved and source"),
        ("(ver", "(verdict"),
        ("state:con", "state:converted"),
        ("state = c", "state = converted"),
        ('state = "ch', 'state = "changes requested"'),
        ("not verdict=un", "not verdict=unverified"),
    ],
)
def test_it_suggests(typed, suggested):
    assert complete_query(typed, TERMS) == suggested


@pytest.mark.parametrize(
    "typed", ["", "state", "state = ", "state = converted", "source ~ ab", "xyz", "state = converted "]
)
def test_it_is_silent_where_nothing_or_everything_could_follow(typed):
    assert complete_query(typed, TERMS) is None
