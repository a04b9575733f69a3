"""The grammar of queries: the meaning of each form, and the errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.inbox import query_to_text
from store.inbox.parser import parse, parse_order
from store.inbox.query_error import QueryError
from store.inbox.tree import And, Compare, FlagTerm, Node, Not, Or, SortKey, WordTerm

A, B, C = WordTerm("a"), WordTerm("b"), WordTerm("c")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", None),
        ("refund", WordTerm("refund")),
        ("open", FlagTerm("open")),
        ('"open"', WordTerm("open")),
        ("kind=function", Compare("kind", "=", ("function",))),
        ("KIND = function", Compare("kind", "=", ("function",))),
        ("kind!=table,view", Compare("kind", "!=", ("table", "view"))),
        ("kind in (table, view)", Compare("kind", "=", ("table", "view"))),
        ("name:order", Compare("name", ":", ("order",))),
        ("name~^shop", Compare("name", "~", ("^shop",))),
        ("name!~'_(old|bak)$'", Compare("name", "!~", ("_(old|bak)$",))),
        ("raw>0", Compare("raw", ">", ("0",))),
        ("lines<=20", Compare("lines", "<=", ("20",))),
        ("coverage<90%", Compare("coverage", "<", ("90%",))),
        ("changed>2h", Compare("changed", ">", ("2h",))),
        ("changed>2026-11-21T09:30", Compare("changed", ">", ("2026-11-21T09:30",))),
        ("state=in review", Compare("state", "=", ("in review",))),
        ("state:Conver", Compare("state", ":", ("Conver",))),
        ("state=Converted", Compare("state", "=", ("converted",))),
        ("author:me", Compare("author", ":", ("me",))),
        ("risk=''", Compare("risk", "=", ("",))),
        ("name='a b'", Compare("name", "=", ("a b",))),
        (r'name="say \"a\""', Compare("name", "=", ('say "a"',))),
    ],
)
def test_each_form_means_its_tree(query, tree):
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a b", And((A, B))),
        ("a and b", And((A, B))),
        ("a & b", And((A, B))),
        ("a or b c", Or((A, And((B, C))))),
        ("a | b & c", Or((A, And((B, C))))),
        ("(a or b) c", And((Or((A, B)), C))),
        ("not a b", And((Not(A), B))),
        ("!(a b)", Not(And((A, B)))),
        ("a or not b", Or((A, Not(B)))),
    ],
)
def test_not_binds_before_and_and_and_before_or(query, tree):
    assert parse(query) == tree


def test_an_order_names_fields_and_reverses_them():
    assert parse_order("coverage, -lines") == (SortKey("coverage"), SortKey("lines", descending=True))
    assert parse_order("") == ()


@pytest.mark.parametrize(
    ("query", "position", "said", "hint"),
    [
        ("open and verdct=proved", 9, "no field verdct", "Did you mean verdict?"),
        ("open state=convertd", 11, "state is never convertd", "Did you mean converted?"),
        ("risk<3", 4, "risk is a list of words and cannot be compared with <", "Use one of = != : in"),
        ("lines=many", 6, "many is not a number", "how long its SQL is"),
        ("changed>soon", 8, "soon is not a time", "2h"),
        ("changed<0001-01-01T00:00:00+14:00", 8, "not a time", "2h"),
        ("changed<9999-12-31T23:59:59-14:00", 8, "not a time", "2h"),
        ("coverage<1_0%", 9, "not a number", "share"),
        ("lines>٣", 6, "not a number", "how long"),
        ("id=1e400", 3, "not a number", "number"),
        (f"id={'9' * 31}", 3, "not a number", "number"),
        ("fault=maybe", 6, "fault is true or false", "not fault"),
        ("(open", 5, "not closed", ")"),
        ("kind in (table", 14, "list is not closed", ")"),
        ("a b)", 3, ") does not fit", "expected"),
        ("not", 3, "ends too early", "expected"),
        ("kind=", 5, "A value for kind is missing", "function"),
        ("a 'b", 2, "no end", "'"),
        ("name~'(a'", 5, "not a pattern", "RE2"),
        ("a\0", 1, "no text has", "out"),
        ("a" * 2001, 2000, "up to 2000", "Shorten"),
        ("open state:conevrted", 11, "state is never conevrted", "Did you mean converted?"),
        ("state=proved", 6, "state is never proved", "`proved` is a verdict: verdict = proved."),
        ("state=open", 6, "state is never open", "`open` needs no value"),
        ("converted=true", 0, "no field converted", "`converted` is a state: state = converted."),
        ("status=converted", 0, "no field status", "Did you mean state?"),
        ("type=table", 0, "no field type", "Did you mean kind?"),
        ("state==converted", 5, "no comparison ==", "state = …"),
        ("lines => 5", 6, "no comparison =>", "lines >= …"),
        ("kind<>table", 4, "no comparison <>", "kind != …"),
        ("a && b", 3, "& does not fit", "One & between two parts, or the word and"),
        ("a || b", 3, "| does not fit", "the word or"),
        ("not " * 60 + "a", 200, "too deeply", "parentheses"),
    ],
)
def test_an_error_has_a_position_and_a_suggestion(query, position, said, hint):
    with pytest.raises(QueryError) as told:
        parse(query)
    assert told.value.position == position
    assert said in str(told.value)
    assert hint in told.value.hint


def test_an_unknown_sort_field_has_a_position():
    with pytest.raises(QueryError) as told:
        parse_order("lines, -covrage")
    assert (told.value.position, told.value.hint) == (7, "Did you mean coverage?")
    for wrong in ("--lines", "+lines", "-", "lines;"):
        with pytest.raises(QueryError, match="no field"):
            parse_order(wrong)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)
SPACED = st.tuples(st.sampled_from(["in review", "changes requested", "converted"]))
LEAVES = st.one_of(
    st.builds(WordTerm, TEXTS),
    st.builds(FlagTerm, st.sampled_from(["open", "drift", "fault"])),
    st.builds(
        Compare,
        st.sampled_from(["name", "kind", "entity"]),
        st.sampled_from(["=", "!=", ":"]),
        st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Compare, st.just("state"), st.just("="), SPACED),
)


def _branches(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(And, several), st.builds(Or, several))


@given(st.recursive(LEAVES, _branches, max_leaves=8))
def test_a_printed_query_means_the_same_tree(tree):
    assert parse(query_to_text.query_to_text(tree)) == tree


@given(st.text(max_size=60) | st.text("()!&|,=<>~:'\"\\ aorntdin0", max_size=40))
def test_any_text_is_a_query_or_a_mistake(text):
    try:
        tree = parse(text)
    except QueryError as told:
        assert 0 <= told.position <= len(text)
        return
    assert tree is None or parse(query_to_text.query_to_text(tree)) == tree
