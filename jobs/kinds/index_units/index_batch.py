"""Index a batch of changed units."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import Payload, Result
from jobs.kinds.index_units.retrieval_lane import open_lane

if TYPE_CHECKING:
    from engine.retrieval.search_document import SearchDocument


def run(payload: Payload) -> Result:
    """Return the position that the index is at now; `lost` if it is behind what the daemon knows."""
    lane = open_lane(str(payload["lane"]))
    if lane.position < cast(int, payload["expected"]):
        return {"lost": True, "project": payload["project"]}
    rows = cast(Sequence[Mapping[str, Any]], payload["units"])
    documents = [each for row in rows if not row["gone"] for each in _documents(row, str(payload["project"]))]
    kept = {each.id for each in documents}
    removed = [str(row["conversion"]) for row in rows if str(row["conversion"]) not in kept]
    if rows:
        lane.apply_changes(documents, removed, max(lane.position, *(row["position"] for row in rows)))
    left = lane.embed_missing()
    positions = [row["position"] for row in rows]
    return {"lost": False, "project": payload["project"], "positions": positions, "at": lane.position, "left": left}


def _documents(row: Mapping[str, Any], project: str) -> "Iterator[SearchDocument]":
    """The document of a unit; none for what does not define anything."""
    from dataclasses import replace

    from engine.retrieval.unit_document import NOT_SEARCHED, unit_document
    from engine.source.split_file import split

    units = split(row["text"], row["path"]).units
    if units and row["kind"] not in NOT_SEARCHED:
        found = unit_document(units[0], row["note"], row["path"], 0, project)
        yield replace(found, id=str(row["conversion"]), kind=row["kind"], title=row["name"])
