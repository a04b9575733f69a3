"""Every detector against its own examples, and against those of the others where they must not meet."""

import pytest

from engine.patterns.detect_patterns import all_detectors, detect_in_project
from engine.patterns.detector import Detector
from engine.patterns.pattern_match import PatternMatch
from engine.source.split_file import split

DETECTORS = all_detectors()
POSITIVE = [(each, sql) for each in DETECTORS for sql in each.positive]
NEAR_MISSES = [(each, sql) for each in DETECTORS for sql in each.near_miss]


def example_id(value: object) -> str:
    return value.pattern if isinstance(value, Detector) else ""


def matches(detector: Detector, sql: str) -> list[PatternMatch]:
    source = split(sql, "example.sql")
    assert [unit.fault for unit in source.units if unit.fault] == []
    return list(detect_in_project([source], [detector]))


@pytest.mark.parametrize(("detector", "sql"), POSITIVE, ids=example_id)
def test_a_detector_sees_its_positive_example(detector, sql):
    found = matches(detector, sql)
    assert [each.pattern for each in found] == [detector.pattern]
    assert found[0].spans and 0 < found[0].strength <= 1


@pytest.mark.parametrize(("detector", "sql"), NEAR_MISSES, ids=example_id)
def test_a_detector_does_not_see_its_near_miss(detector, sql):
    assert matches(detector, sql) == []


@pytest.mark.parametrize("detector", DETECTORS, ids=example_id)
def test_a_detector_has_examples_and_a_plain_sentence(detector):
    assert detector.positive and detector.near_miss
    assert detector.sentence.endswith(".")


def test_the_names_of_patterns_are_unique():
    assert len({each.pattern for each in DETECTORS}) == len(DETECTORS) == 31
