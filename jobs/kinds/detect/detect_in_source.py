"""Look at every unit of a file with every detector."""

from collections import Counter
from collections.abc import Iterator

from jobs.job_kind import Payload, Result
from jobs.kinds.detect.detect_contract import UnitMatch


def run(payload: Payload) -> Result:
    """Return the matches of each unit; None where nothing changed since the last detection."""
    text, path = payload["text"], str(payload["path"])
    if text is None:
        return {"basis": payload["basis"], "matches": None}
    return {"basis": payload["basis"], "matches": [match.to_json() for match in _matches(str(text), path)]}


def _matches(text: str, path: str) -> Iterator[UnitMatch]:
    from engine.analysis.project_facts import project_facts  # heavy, and only workers need it
    from engine.findings.scan_units import parse_source
    from engine.patterns.detect_patterns import all_detectors, detect_in_unit
    from engine.source.split_file import split

    source = split(text, path)
    facts, seen = project_facts([source]), Counter[tuple[str, str]]()
    for parsed in parse_source(source):
        unit, key = parsed.unit, (parsed.unit.kind, parsed.unit.name)
        begin = unit.span.start
        for match in detect_in_unit(parsed, facts, all_detectors()):
            spans = tuple((span.start - begin, span.end - begin) for span in match.spans)
            yield UnitMatch(*key, seen[key], match.pattern, match.strength, spans, match.parameters)
        seen[key] += 1
