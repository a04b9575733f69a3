"""Which units a list shows and in which order. The inbox shows the list, and the review walks along it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitQuery:
    """A query over the units of a project."""

    project: str
    where: str = ""
    sort: str = ""
