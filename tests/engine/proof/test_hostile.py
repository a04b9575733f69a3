"""Texts that no prover would wish for: an answer of unverified, in time, and never a traceback."""

import pytest

from engine.proof.prove import prove
from tests.engine.proof.pairs import function

GOOD = function("a := 1;")
HOSTILE = {
    "nothing": "",
    "blanks": "  \n",
    "a comment": "-- nothing",
    "a NUL": GOOD.replace(":=", ":=\0"),
    "a NUL at the end": f"{GOOD}\0",
    "no SQL": "{{ template }}",
    "half a literal": GOOD[:-12],
    "half a comment": f"{GOOD} /* never closed",
    "two statements": GOOD + GOOD,
    "a lone surrogate": GOOD.replace("1", "'\ud800'"),
    "ten thousand parentheses": function(f"a := {'(' * 10_000}1{')' * 10_000};"),
    "ten thousand operators": function(f"a := 1{' + 1' * 10_000};"),
    "ten thousand calls": function(f"a := {'f(' * 10_000}1{')' * 10_000};"),
    "five hundred blocks": function("BEGIN " * 500 + "NULL;" + " END;" * 500),
    "five hundred queries": function(f"a := {'(SELECT ' * 500}1{')' * 500};"),
    "a body without BEGIN": GOOD.replace("BEGIN", ""),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_not_equal_to_a_good_one(text: str) -> None:
    assert prove(GOOD, text).kind == "unverified"
    assert prove(text, GOOD).kind == "unverified"


@pytest.mark.parametrize("name", ["ten thousand parentheses", "ten thousand calls", "five hundred blocks"])
def test_deep_texts_that_are_the_same_words_need_no_tree(name: str) -> None:
    text = HOSTILE[name]
    assert prove(text, text.replace("BEGIN", "begin")).kind == "proved"


def test_deep_texts_that_differ_are_unverified() -> None:
    deep = function(f"a := {'(' * 3_000}1{')' * 3_000};")
    assert prove(deep, deep.replace("1)", "2)")).kind == "unverified"
    deep = function(f"t := {'t || ' * 3_000}t;")
    assert prove(deep, deep.replace("|| t;", "|| (t);")).kind == "unverified"


def test_a_large_literal_is_compared_in_full() -> None:
    large = function(f"t := '{'x' * 1_000_000}';")
    assert prove(large, large.replace("x';", "y';")).kind == "unverified"
    assert prove(large, large.replace("BEGIN", "begin")).kind == "proved"


def test_option_dump_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    text = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS '#option dump\nBEGIN RETURN 1; END'"
    assert prove(text, text.replace("RETURN 1", "RETURN (1)")).kind == "proved"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("depth", [50, 100, 150, 200, 300, 500, 900])
@pytest.mark.parametrize("operator", ["t || ", "NOT ", "(SELECT "])
def test_depth_costs_proofs_and_never_more(depth: int, operator: str) -> None:
    closing = ")" * depth if operator.startswith("(") else ""
    one = function(f"t := {operator * depth}t{closing};")
    other = function(f"t := {operator * depth}(t){closing};")
    assert prove(one, other).kind in {"proved", "unverified"}
    assert prove(one, other.replace("(t)", "(a)")).kind == "unverified"
