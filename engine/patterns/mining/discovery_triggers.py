"""Why a group of units deserves a pattern: reasons that need neither a model nor a person."""

from collections.abc import Sequence

from engine.patterns.mining.mined_unit import MinedUnit
from engine.plpgsql import parse_body
from engine.plpgsql.tree import Case, If
from engine.proof.tree_nodes import walk_nodes
from engine.review.risk_words import RISK_WORDS, find_risk_words
from engine.source.routine_body import routine_body

MANY_LINES = 40
MANY_BRANCHES = 6


def discovery_triggers(units: Sequence[MinedUnit]) -> tuple[str, ...]:
    """Return the reasons that apply to a group of units that no pattern explains."""
    reasons = {
        "no_pattern": True,
        "repeated": True,
        "complexity": any(map(_is_complex, units)),
        "keyword": any(next(find_risk_words(RISK_WORDS, each.unit.text), None) for each in units),
    }
    return tuple(name for name, applies in sorted(reasons.items()) if applies)


def _is_complex(unit: MinedUnit) -> bool:
    """Whether a unit has many lines or many branches."""
    body = routine_body(unit.unit)
    if unit.unit.text.count("\n") >= MANY_LINES or body is None or unit.unit.language != "plpgsql":
        return unit.unit.text.count("\n") >= MANY_LINES
    branches = [each for each in walk_nodes(parse_body(body.text).block) if isinstance(each, (If, Case))]
    return len(branches) >= MANY_BRANCHES
