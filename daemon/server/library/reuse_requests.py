"""What the check process needs to answer questions about copies and reuse, read from the store."""

from collections.abc import Iterable, Mapping

from daemon.server.library.library_entries import list_entries
from daemon.server.review.unit_texts import stored_text
from daemon.wire.reuse import UnitCopies, UnitCopy
from store import ReadView
from store.codebase import conversions, sources
from store.core import texts
from store.library import unit_clones, unit_patterns
from store.review import proposals, reviews

MOST_APPROVED = 60  # units that are compared, copies first


def copies_request(view: ReadView, conversion: int) -> tuple[list[int], Mapping[str, object]]:
    """Return the units that may be copies, and the question whether they are."""
    unit, candidates = conversions.get(view, conversion), unit_clones.list_candidates(view, conversion)
    others = [texts.get(view, conversions.get(view, each).sql) for each in candidates]
    return candidates, {"sql": texts.get(view, unit.sql), "others": others}


def copies_of(view: ReadView, conversion: int, copies: Iterable[int]) -> UnitCopies:
    """Return copies as they are shown."""
    return UnitCopies(conversion, tuple(_copy(view, each) for each in copies))


def plan_request(view: ReadView, conversion: int) -> Mapping[str, object]:
    """Return the question how to get the spec of a unit: with approved units, copies first, and its patterns."""
    unit = conversions.get(view, conversion)
    recent = unit_clones.list_approved(view, unit.project, MOST_APPROVED)
    near = [*unit_clones.list_candidates(view, conversion), *recent]
    approved = (_reusable(view, each) for each in dict.fromkeys(near) if each != conversion)
    entries = list_entries(view)
    patterns = [each.pattern for each in unit_patterns.list_of_unit(view, conversion) if each.pattern in entries]
    return {
        "sql": texts.get(view, unit.sql),
        "approved": [each for each in approved if each is not None][:MOST_APPROVED],
        "patterns": [{"name": each, "quality": entries[each].pattern.scores.quality} for each in patterns],
    }


def _reusable(view: ReadView, conversion: int) -> Mapping[str, object] | None:
    """A unit with the spec that was approved for it; None where nothing was."""
    unit, approved = conversions.get(view, conversion), reviews.get(view, conversion).standing.approved
    spec = stored_text(view, approved)
    if spec is None:
        return None
    given = proposals.list_proposals(view, conversion)
    analysts = [each.analyst for each in given if each.state == proposals.ACCEPTED]
    return {"sql": texts.get(view, unit.sql), "spec": spec, "analysts": sorted(set(analysts))}


def _copy(view: ReadView, conversion: int) -> UnitCopy:
    unit, review = conversions.get(view, conversion), reviews.get(view, conversion)
    path = sources.get(view, unit.source).path
    return UnitCopy(unit.id, unit.kind, unit.name, path, review.state, unit.verdict)
