"""Patterns whose form a spec has though no detector sees them: rules see the form, and a model judges the meaning.

The fold of such a pattern is lowered and proved like any other change, so that only the name it gives is a judgement.
"""

from engine.analysis.parsed_unit import parse_source
from engine.analysis.project_facts import project_facts
from engine.check_edit import EditedUnit
from engine.lower.fold_forms import all_forms
from engine.patterns.detect_patterns import all_detectors, detect_in_unit
from engine.patterns.folding.fold_spec import FoldedSpec, fold_spec
from engine.source.split_file import split
from engine.spec.model import SpecFile
from engine.spec.reader import read_spec


def fold_candidates(unit: EditedUnit) -> dict[str, FoldedSpec]:
    """Return the folded spec of each pattern whose form fits and that no detector sees, by the pattern."""
    if not unit.lift:
        return {}
    spec = read_spec(unit.lift)
    fitting = {pattern: folded for pattern in _patterns(spec) if (folded := fold_spec(spec, {pattern: {}}))}
    seen = _detected(unit.sql) if fitting else frozenset()
    return {pattern: folded for pattern, folded in fitting.items() if pattern not in seen}


def _patterns(spec: SpecFile) -> tuple[str, ...]:
    """Return the patterns that could fold something; none for most specs, which one look finds out."""
    names = dict.fromkeys(form.pattern for form in all_forms())
    return tuple(names) if fold_spec(spec, {name: {} for name in names}) else ()


def _detected(sql: str) -> frozenset[str]:
    source = split(sql)
    facts = project_facts([source])
    found = (each for parsed in parse_source(source) for each in detect_in_unit(parsed, facts, all_detectors()))
    return frozenset(each.pattern for each in found)
