"""How a query goes on while it is typed."""

import pytest

from daemon.wire.inbox import Term
from tui.completion import completed

TERMS = (
    Term("state", "word", "how it stands", ("checked", "changes requested")),
    Term("source", "text", "the file"),
    Term("verdict", "word", "what is known", ("proved", "unverified")),
)


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("st", "state"),
        ("verdict = proved and so", "verdict = proved and source"),
        ("(ver", "(verdict"),
        ("state:che", "state:checked"),
        ("state = c", "state = checked"),
        ('state = "ch', 'state = "changes requested"'),
        ("not verdict=un", "not verdict=unverified"),
    ],
)
def test_it_suggests(typed, suggested):
    assert completed(typed, TERMS) == suggested


@pytest.mark.parametrize(
    "typed", ["", "state", "state = ", "state = checked", "source ~ ab", "xyz", "state = checked "]
)
def test_it_is_silent_where_nothing_or_everything_could_follow(typed):
    assert completed(typed, TERMS) is None
