"""Which units a list shows, and in which order: the inbox shows it, the review deck walks along it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitQuery:
    """Units of a project, in the words of the query grammar."""

    project: str
    where: str = ""
    sort: str = ""
