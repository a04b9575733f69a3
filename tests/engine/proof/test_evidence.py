"""Evidence: what a verdict is computed from, and that it can be computed again."""

import json
from dataclasses import replace

import pytest

from engine.proof.prove import check_evidence, prove
from engine.proof.rules import rules_version
from engine.proof.verdict import Evidence
from engine.text_difference import LineExcerpt
from tests.engine.proof.pairs import function

ONE = function("a := 1; RETURN a;")
OTHER = function("a = 1; RETURN (a + 0);")
EQUAL = function("a = 1; RETURN a;")


def test_evidence_survives_json() -> None:
    evidence = prove(ONE, EQUAL).evidence
    assert Evidence.from_json(json.loads(json.dumps(evidence.to_json()))) == evidence


def test_evidence_names_texts_level_rules_and_version() -> None:
    evidence = prove(ONE, EQUAL).evidence
    assert evidence.rules == ("initial_value",)
    assert evidence.level == 1
    assert evidence.version == rules_version()
    assert evidence.original != evidence.lowered


def test_a_verdict_can_be_computed_again() -> None:
    assert check_evidence(prove(ONE, EQUAL).evidence, ONE, EQUAL)
    assert check_evidence(prove(ONE, OTHER).evidence, ONE, OTHER)


def test_evidence_of_other_texts_does_not_hold() -> None:
    assert not check_evidence(prove(ONE, EQUAL).evidence, ONE, ONE)
    assert not check_evidence(prove(ONE, EQUAL).evidence, ONE, OTHER)


def test_evidence_of_other_rules_does_not_hold() -> None:
    evidence = prove(ONE, EQUAL).evidence
    assert not check_evidence(replace(evidence, version="another"), ONE, EQUAL)
    assert not check_evidence(replace(evidence, rules=()), ONE, EQUAL)


def test_an_unverified_pair_has_no_level() -> None:
    verdict = prove(ONE, OTHER)
    assert (verdict.kind, verdict.level, verdict.evidence.level) == ("unverified", None, None)


LINES = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n    {}\nEND $$"


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("a := 1;", "a := 2;",
         "they differ in the value of assignment; original line 3: a := 1;; lowered line 3: a := 2;"),
        ("a := 1;\n    RETURN a;", "RETURN a;",
         "one text has assignment where the other has RETURN; original line 3: a := 1;; lowered line 3: RETURN a;"),
        ("a := 1;", "a := 1;\n    RETURN 2;",
         "one text has more here than the other; original line 3: a := 1;; lowered line 4: RETURN 2;"),
    ],
)  # fmt: skip
def test_a_difference_names_the_line_of_both_texts(one: str, other: str, sentence: str) -> None:
    difference = prove(LINES.format(one), LINES.format(other)).difference
    assert difference is not None
    assert difference.sentence == sentence


def test_a_difference_of_headers_names_the_line_of_both_texts() -> None:
    one = "CREATE FUNCTION f() RETURNS int\nLANGUAGE sql\nSTABLE\nAS $$SELECT 1$$"
    difference = prove(one, one.replace("STABLE", "IMMUTABLE")).difference
    assert difference is not None
    assert (difference.original, difference.lowered) == (LineExcerpt(3, "STABLE"), LineExcerpt(3, "IMMUTABLE"))
