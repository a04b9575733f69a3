"""What the engine says of one unit, as plain values: jobs carry it, the store keeps it, the wire shows parts of it.

A module without heavy imports, so that every room may read a record without loading the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from engine.fault import Fault

UNVERIFIED = "unverified"

LinkRow = tuple[tuple[str | int, ...], tuple[int, int], tuple[int, int], str]
"""Path in the spec, characters of the unit's SQL, characters of the spec, kind of the link."""


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One unit after a pass of the engine.

    `span` is the unit's characters in its file; `occurrence` counts the units before it that have its kind and name;
    `shape` is a hash that it shares with routines that are equal but for their names. `features` are added by a job, so
    that the engine's conversion does not depend on what learning looks at.
    """

    kind: str
    name: str
    language: str
    span: tuple[int, int]
    occurrence: int = 0
    fault: Fault | None = None
    verdict: str = UNVERIFIED
    evidence: Mapping[str, Any] | None = None
    counts: Mapping[str, int] | None = None
    entity: str | None = None
    spec: str = ""
    lowered: str = ""
    links: tuple[LinkRow, ...] = ()
    shape: str | None = None
    features: Mapping[str, float] | None = None  # what learning knows it by

    def sql(self, text: str) -> str:
        """Return the unit's own SQL, given the text of its file."""
        start, end = self.span
        return text[start:end]

    def to_json(self) -> dict[str, Any]:
        """Return the record as plain values; the codec for jobs, storage and the wire."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {"fault": self.fault and self.fault.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "UnitRecord":
        """Return the record from plain values."""
        start, end = data["span"]
        fault = data.get("fault")
        links = tuple(_link_row(*link) for link in data.get("links", ()))
        values: dict[str, Any] = {**data, "span": (start, end), "links": links}
        return cls(**values | {"fault": fault and Fault.from_json(fault)})


def _link_row(path: list[str | int], sql: list[int], spec: list[int], kind: str) -> LinkRow:
    return (tuple(path), (sql[0], sql[1]), (spec[0], spec[1]), kind)
