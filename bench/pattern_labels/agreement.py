"""How claims agree with labels: precision and recall, for all patterns and for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.patterns.detect_patterns import all_detectors, detect_in_project
from engine.source.split_file import split
from pattern_labels.labelled_units import LabelledUnit


@dataclass(frozen=True)
class Judged:
    """A pattern of a unit that is claimed or expected."""

    place: str
    pattern: str
    expected: bool
    claimed: bool


def judge(units: Iterable[LabelledUnit]) -> list[Judged]:
    """Return every claim and every label of units that is not arguable."""
    found: list[Judged] = []
    for unit in units:
        claims = {each.pattern for each in detect_in_project([split(unit.sql, unit.place)])}
        names = {each.pattern for each in all_detectors()}
        if unknown := (unit.yes | unit.maybe) - names:
            raise SystemExit(f"{unit.place}: unknown patterns {sorted(unknown)}")
        found += [Judged(unit.place, name, name in unit.yes, name in claims) for name in sorted(names - unit.maybe)]
    return [each for each in found if each.expected or each.claimed]


def scores(judged: Sequence[Judged]) -> dict[str, object]:
    right = sum(each.expected and each.claimed for each in judged)
    return {
        "positives": sum(each.expected for each in judged),
        "precision": round(right / max(1, sum(each.claimed for each in judged)), 4),
        "recall": round(right / max(1, sum(each.expected for each in judged)), 4),
    }


def scores_per_pattern(judged: Sequence[Judged]) -> dict[str, dict[str, object]]:
    names = sorted({each.pattern for each in judged})
    return {name: scores([each for each in judged if each.pattern == name]) for name in names}


def mistakes(judged: Iterable[Judged]) -> list[str]:
    """One line for each claim that is wrong and each label that was missed."""
    wrong = (each for each in judged if each.expected != each.claimed)
    return [f"{'missed' if each.expected else 'wrong '} {each.pattern} {each.place}" for each in wrong]
