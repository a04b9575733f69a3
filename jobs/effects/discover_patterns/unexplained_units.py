"""The proved routines of a project in which no detector sees a pattern."""

from collections.abc import Iterator

from jobs.kinds.discover_patterns.discovery_contract import UnexplainedUnit
from store import ReadView
from store.codebase import conversions, sources
from store.core import texts
from store.library import unit_patterns

ROUTINES = frozenset({"function", "procedure"})
PROVED = "proved"
MOST_UNITS = 3_000
MOST_CHARACTERS = 200_000  # of a routine: a longer one repeats nothing


def list_unexplained(view: ReadView, project: str) -> tuple[list[UnexplainedUnit], int]:
    """Return the routines, one of each text, and how many are left out because there are too many."""
    found: dict[str, UnexplainedUnit] = {}
    left_out = 0
    for each in _unexplained(view, project):
        if each.sql_hash in found:
            continue
        if len(found) < MOST_UNITS:
            found[each.sql_hash] = each
        else:
            left_out += 1
    return list(found.values()), left_out


def _unexplained(view: ReadView, project: str) -> Iterator[UnexplainedUnit]:
    for source in sources.list_sql(view, project):
        explained = unit_patterns.explained_units(view, source.id)
        for row in conversions.list_of_source(view, source.id):
            if row.kind not in ROUTINES or row.verdict != PROVED or row.spec is None or row.id in explained:
                continue
            sql = texts.get(view, row.sql)
            if len(sql) <= MOST_CHARACTERS:
                spec = texts.get(view, row.spec)
                yield UnexplainedUnit(row.id, source.path, row.name, sql, row.sql, spec)
