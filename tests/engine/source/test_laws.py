"""Laws that hold for every text, however broken."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pglast.parser import ParseError, scan

from engine.source.split_file import split
from engine.source.unit import SourceFile

PIECES = st.sampled_from(
    [
        "SELECT 1",
        ";",
        "\n",
        " ",
        "'",
        '"',
        "$$",
        "$a$",
        "/*",
        "*/",
        "--",
        "\\i x\n",
        "\\.",
        "\\;",
        "(",
        ")",
        "é",
        "\ufeff",
        "CREATE TABLE t (a int);\n",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;\n",
        "BEGIN ATOMIC",
        "COPY t FROM stdin;\n1\n\\.\n",
        "{{ x }}",
        "@x@",
        ":x",
        "%(x)s",
        "E'\\'",
        "case",
        "END",
        "create rule",
        "\r\n",
        "1e",
        "\\gset",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60))
WHOLE = [
    "SELECT 1;\n",
    "CREATE TABLE a (b int);\n",
    "\\i x.sql\n",
    "COPY t FROM stdin;\n1\t'\n\\.\n",
    "SELECT 'a;b';\n",
]


def pieces(source: SourceFile) -> list[tuple[int, int, str]]:
    found = [*source.units, *source.asides]
    return sorted((each.span.start, each.span.end, each.text) for each in found)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_units_and_asides_are_disjoint_ordered_and_exact(text):
    source = split(text)
    at = 0
    for start, end, written in pieces(source):
        assert at <= start < end
        assert text[start:end] == written
        at = end
    assert list(source.units) == sorted(source.units, key=lambda unit: unit.span.start)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_no_token_is_lost(text):
    """What PostgreSQL's own lexer finds lies in a unit or an aside, or is a comment."""
    source = split(text)
    try:
        tokens = scan(text.removeprefix("\ufeff"))
    except (ParseError, UnicodeError):
        return
    shift = len(text) - len(text.removeprefix("\ufeff"))
    spans = [(start, end) for start, end, _ in pieces(source)]
    for token in tokens:
        if token.name in {"SQL_COMMENT", "C_COMMENT"} or text[token.start + shift] == "\ufeff":
            continue
        assert source.fault or any(start <= token.start + shift < end for start, end in spans), (token, spans)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WHOLE), max_size=6), st.lists(st.sampled_from(WHOLE), max_size=6))
def test_the_units_of_two_files_in_one_are_those_of_both(before, after):
    first, second = "".join(before), "".join(after)
    both = [text for _, _, text in pieces(split(first + second))]
    assert both == [text for _, _, text in [*pieces(split(first)), *pieces(split(second))]]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_any_bytes_are_reported_and_never_raise(text):
    split(text)


def test_a_cut_file_keeps_what_stands_before_the_cut():
    whole = "CREATE TABLE a (b int);\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN RETURN 1; END $$;\n"
    for length in range(len(whole)):
        units = split(whole[:length]).units
        assert length < 23 or (units[0].name == "a" and units[0].fault is None)
