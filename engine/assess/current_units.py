"""The units whose definition counts: a definition that a later file replaces needs no review."""

from collections.abc import Sequence

from engine.assess.assessed_unit import AssessedUnit
from engine.source.definition_kinds import DEFINITION_KINDS


def current_units(units: Sequence[AssessedUnit]) -> list[AssessedUnit]:
    """Return the units in loading order without the definitions that a later one of their name replaces."""
    last = {(each.kind, each.name): at for at, each in enumerate(units)}
    return [each for at, each in enumerate(units) if not _is_definition(each) or last[each.kind, each.name] == at]


def _is_definition(unit: AssessedUnit) -> bool:
    return unit.kind in DEFINITION_KINDS and bool(unit.name)
