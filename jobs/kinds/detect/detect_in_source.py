"""Look at every unit of a file with every detector, and fold what they see."""

from collections import Counter
from typing import TYPE_CHECKING

from jobs.job_kind import Payload, Result
from jobs.kinds.detect.clone_keys import clone_key
from jobs.kinds.detect.detect_contract import UnitMatch
from jobs.kinds.detect.fold_unit import fold_unit

if TYPE_CHECKING:
    from engine.patterns.pattern_match import PatternMatch


def run(payload: Payload) -> Result:
    """Return matches, folds, clone keys and variables by unit; None where nothing changed since the last detection."""
    text, path = payload["text"], str(payload["path"])
    if text is None:
        return {"basis": payload["basis"], "matches": None, "folds": None, "clones": None, "variables": None}
    return {"basis": payload["basis"], **_look(str(text), path)}


def _look(text: str, path: str) -> Result:
    from engine.analysis.project_facts import project_facts  # heavy, and only workers need it
    from engine.analysis.variables.variable_purpose import variable_purposes
    from engine.findings.scan_units import parse_source
    from engine.patterns.detect_patterns import all_detectors, detect_in_unit
    from engine.source.split_file import split

    source = split(text, path)
    facts, seen = project_facts([source]), Counter[tuple[str, str]]()
    matches, folds, clones, variables = [], [], [], []
    for parsed in parse_source(source):
        unit, key = parsed.unit, (parsed.unit.kind, parsed.unit.name)
        found = list(detect_in_unit(parsed, facts, all_detectors()))
        matches += [_match(each, key, seen[key], unit.span.start).to_json() for each in found]
        fold = fold_unit(unit, seen[key], {each.pattern: each.parameters for each in found}) if found else None
        folds += [fold.to_json()] if fold else []
        clone = clone_key(unit, seen[key])
        clones += [clone.to_json()] if clone else []
        purposes = [
            [each.name, list(each.purposes), each.start - unit.span.start] for each in variable_purposes(parsed)
        ]
        variables += [[*key, seen[key], purposes]] if purposes else []
        seen[key] += 1
    return {"matches": matches, "folds": folds, "clones": clones, "variables": variables}


def _match(match: "PatternMatch", key: tuple[str, str], occurrence: int, begin: int) -> UnitMatch:
    spans = tuple((span.start - begin, span.end - begin) for span in match.spans)
    return UnitMatch(*key, occurrence, match.pattern, match.strength, spans, match.parameters)
