"""Evidence: what a verdict is computed from, and that it can be computed again."""

import json
from dataclasses import replace

from engine.proof.prove import check_evidence, prove
from engine.proof.rules import rules_version
from engine.proof.verdict import Evidence
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
