"""What is told of a query that finds nothing: what its words may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.inbox.parser import parse
from store.inbox.query_error import QueryError
from store.inbox.query_suggestions import suggest


def told(query: str) -> str:
    return suggest(query, parse(query))


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("converted", "`converted` is a state: state = converted."),
        ("kind=table and not Approved", "`Approved` is a state: state = approved."),
        ("proved-if", "`proved-if` is a verdict: verdict = proved-if."),
        ("in review", '`in review` is a state: state = "in review".'),
        ("aproved", "Did you mean state = approved?"),
        ("risk", "`risk` is a field, and alone it is searched in names: risk = word."),
        ("coverage", "`coverage` is a field, and alone it is searched in names: coverage < 90%."),
        ("'state=converted'", "without the quotes it compares"),
        ("name=shop.total(integer)", 'name = "shop.total(integer)"'),
        ("name: two words", 'name : "two words"'),
    ],
)
def test_a_slip_is_told_with_what_was_meant(query, meant):
    assert meant in told(query)


@pytest.mark.parametrize(
    "query", ["", "refund", "kind=table", "name:a or b", "name=a not b", "not (a)", "kind in (view)"]
)
def test_nothing_is_said_where_nothing_is_odd(query):
    assert told(query) == ""


@given(st.text(max_size=60) | st.text("()!&|,=<>:~'\"\\ aorntdin0", max_size=40))
def test_no_query_is_too_odd_to_be_looked_at(text):
    try:
        tree = parse(text)
    except QueryError:
        return
    assert isinstance(suggest(text, tree), str)
