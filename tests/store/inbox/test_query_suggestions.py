"""Suggestions for a query that finds nothing."""

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
def test_a_likely_mistake_gets_a_suggestion(query, meant):
    assert meant in told(query)


@pytest.mark.parametrize(
    "query", ["", "refund", "kind=table", "name:a or b", "name=a not b", "not (a)", "kind in (view)"]
)
def test_a_plain_query_gets_no_suggestion(query):
    assert told(query) == ""


@given(st.text(max_size=60) | st.text("()!&|,=<>:~'\"\\ aorntdin0", max_size=40))
def test_any_query_can_be_examined(text):
    try:
        tree = parse(text)
    except QueryError:
        return
    assert isinstance(suggest(text, tree), str)
