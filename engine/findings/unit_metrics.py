"""Measures of a routine: size, ways through it, depth, and how easy it is to maintain."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.steps import steps_within
from engine.plpgsql import tree

_LOOPS = (tree.Loop, tree.While, tree.ForRange, tree.ForQuery, tree.ForCursor, tree.Foreach)


@dataclass(frozen=True, slots=True)
class UnitMetrics:
    """`lines` counts lines with code; `maintainability` is the usual index, from 0 to 100."""

    lines: int
    statements: int
    cyclomatic: int
    cognitive: int
    nesting: int
    maintainability: float


@lru_cache(maxsize=2)
def unit_metrics(unit: ParsedUnit) -> UnitMetrics:
    """Measure a unit; one without a PL/pgSQL body has a single way through it."""
    text = unit.unit.text
    lines = sum(1 for line in text.splitlines() if line.strip() and not line.strip().startswith("--"))
    steps = list(steps_within((unit.block,))) if unit.block is not None else []
    cyclomatic = 1 + sum(_decisions(each) for each in steps)
    cognitive, nesting = _depth(unit.block.steps, 0) if unit.block is not None else (0, 0)
    volume = _volume(unit)
    statements = sum(hasattr(each, "span") for each in steps)
    return UnitMetrics(lines, statements, cyclomatic, cognitive, nesting, _maintainability(volume, cyclomatic, lines))


def _decisions(step: object) -> int:
    """How many more ways a statement opens."""
    if isinstance(step, tree.If):
        return 1 + len(step.elsifs) + _operators(step.condition)
    if isinstance(step, tree.Case):
        return len(step.cases)
    if isinstance(step, (tree.Exit, tree.Continue)):
        return step.condition is not None
    if isinstance(step, tree.Block):
        return len(step.handlers)
    return isinstance(step, _LOOPS)


def _operators(fragment: tree.Fragment) -> int:
    words = fragment.text.lower().split()
    return words.count("and") + words.count("or")


def _depth(steps: tuple[Any, ...], level: int) -> tuple[int, int]:
    """Cognitive complexity, where what is nested counts more, and the deepest level."""
    cognitive, deepest = 0, level
    for each in steps:
        inner = list(_branches(each))
        if not inner:
            continue
        cognitive += level + 1 if not isinstance(each, tree.Block) else 0
        deeper = level + (not isinstance(each, tree.Block))
        for branch in inner:
            more, depth = _depth(branch, deeper)
            cognitive, deepest = cognitive + more, max(deepest, depth)
    return cognitive, deepest


def _branches(step: object) -> list[tuple[Any, ...]]:
    if isinstance(step, tree.If):
        return [step.then, *(each.steps for each in step.elsifs), step.otherwise or ()]
    if isinstance(step, tree.Case):
        return [*(each.steps for each in step.cases), step.otherwise or ()]
    if isinstance(step, tree.Block):
        return [step.steps, *(each.steps for each in step.handlers)]
    if isinstance(step, _LOOPS):
        return [step.steps]
    return []


def _volume(unit: ParsedUnit) -> float:
    """Halstead's volume over the tokens of the body."""
    words = [token.word for token in unit.tokens]
    if words:
        return len(words) * math.log2(max(len(set(words)), 2))
    return 1.0


def _maintainability(volume: float, cyclomatic: int, lines: int) -> float:
    index = 171 - 5.2 * math.log(max(volume, 1)) - 0.23 * cyclomatic - 16.2 * math.log(max(lines, 1))
    return round(max(0.0, min(100.0, index * 100 / 171)), 1)
