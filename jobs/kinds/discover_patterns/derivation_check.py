"""What the daemon checks of a discovery: each pattern is proved again to give the SQL of its units."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from jobs.job_kind import CheckedPart, Payload, Result

DERIVED: Result = {"is_derived": True}


def parts(payload: Payload, result: Result) -> Iterator[CheckedPart]:
    """Yield every suggested pattern with the SQL of the units that it is said to give."""
    sql = {each["conversion"]: each["sql"] for each in cast(Sequence[Mapping[str, Any]], payload["units"])}
    for found in cast(Sequence[Mapping[str, Any]], result["patterns"]):
        units = [{"sql": sql.get(each["conversion"], ""), "parameters": each["parameters"]} for each in found["units"]]
        yield CheckedPart({"pattern": found["pattern"], "units": units}, DERIVED)


def check_run(payload: Payload) -> Result:
    """Return whether the pattern is one that the library reads, and gives at least three units."""
    from engine.fault import EngineError
    from engine.patterns.library.library_error import LibraryError
    from engine.patterns.library.library_pattern import LibraryPattern
    from engine.patterns.library.pattern_history import pattern_to_yaml
    from engine.patterns.library.read_patterns import read_patterns
    from engine.patterns.mining.cluster_units import LEAST_UNITS
    from engine.patterns.mining.mine_patterns import derives

    units = cast(Sequence[Mapping[str, Any]], payload["units"])
    given = LibraryPattern.from_json(cast(Mapping[str, Any], payload["pattern"]))
    try:
        (pattern,) = read_patterns(pattern_to_yaml(given))
    except (LibraryError, EngineError) as error:
        return {"is_derived": False, "sentence": str(error)}
    derived = [derives(pattern.spec, pattern.parameters, each["parameters"], each["sql"]) for each in units]
    return {"is_derived": pattern == given and len(units) >= LEAST_UNITS and all(derived)}
