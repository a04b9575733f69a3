"""Sources whose units were converted by other rules than the current ones."""

from dataclasses import dataclass

from store.core.transaction import ReadView

# A file whose text is newer than its units has a scan on its way, which is followed by a conversion.
_OUTDATED = """
    SELECT s.id, s.project, s.revision, coalesce(
        (SELECT min(basis) FROM conversions WHERE source = s.id AND NOT gone AND basis <> s.text || ':' || ?2),
        (SELECT min(basis) FROM specs WHERE source = s.id AND basis <> s.text || ':' || ?2)
    ) AS basis
    FROM sources s WHERE s.id > ?1 AND s.hash IS NOT NULL AND s.scanned = s.text AND basis IS NOT NULL
    ORDER BY s.id LIMIT ?3
"""


@dataclass(frozen=True, slots=True)
class OutdatedSource:
    """A source, and what its units were converted from."""

    id: int
    project: str
    revision: int
    basis: str


def list_outdated(view: ReadView, rules: str, after: int, limit: int) -> list[OutdatedSource]:
    """Return sources that other rules converted, by id, those that follow `after`."""
    return [OutdatedSource(**dict(row)) for row in view.rows(_OUTDATED, after, rules, limit)]


def has_sources(view: ReadView) -> bool:
    """Return whether there are sources at all; without any, nobody needs to know the current rules."""
    return view.value("SELECT id FROM sources LIMIT 1") is not None
