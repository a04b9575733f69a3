"""Split the text of a source into its units."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jobs.job_kind import Payload, Result
from jobs.kinds.scan.found_unit import FoundUnit

if TYPE_CHECKING:
    from engine.source.unit import SourceFile


def run(payload: Payload) -> Result:
    """Return the units of the text; what does not parse is a unit with a fault, so nothing of the file is lost."""
    if payload["text"] is None:
        return {"units": [], "hash": payload["hash"]}
    from engine.source.split_file import split  # heavy, and only workers need it

    found = split(str(payload["text"]), str(payload["path"]))
    return {"units": [unit.to_json() for unit in _found_units(found)], "hash": payload["hash"]}


def _found_units(found: "SourceFile") -> Iterator[FoundUnit]:
    for unit in found.units:
        yield FoundUnit(unit.kind, unit.name, unit.language, unit.span.start, unit.span.end, unit.fault)
    if found.fault is not None:
        yield FoundUnit("file", found.path, "", 0, 0, found.fault)
