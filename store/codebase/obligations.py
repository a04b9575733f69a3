"""Obligations: what must hold for a text that is proved on that condition, as its evidence names them."""

import json
from collections.abc import Mapping

from store.core import texts
from store.core.transaction import ReadView


def list_open(view: ReadView, evidence: str | None) -> tuple[str, ...]:
    """Return the obligations of an evidence that nothing in the project discharges."""
    known = {} if evidence is None else json.loads(texts.get(view, evidence))
    left = {f"{each['relation']}.{each['column']}" for each in known.get("obligations", ()) if not each["discharged"]}
    return tuple(sorted(left))


def list_open_of_unit(view: ReadView, conversion: int) -> Mapping[str, tuple[str, ...]]:
    """Return the open obligations of each conditionally proved text for the current SQL of a unit."""
    rows = view.rows(
        "SELECT spec, evidence FROM versions WHERE conversion = ?1 AND verdict = 'proved-if'"
        " AND sql = (SELECT sql FROM conversions WHERE id = ?1)",
        conversion,
    )
    return {row["spec"]: list_open(view, row["evidence"]) for row in rows}
