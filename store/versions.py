"""Versions: each text that was in review for some SQL of a unit, with the SQL it means, its evidence and its links.

An undo brings a text back, and so may SQL that changes back; what is known about it comes back from here.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store import texts
from store.transaction import Transaction, View


@dataclass(frozen=True, slots=True)
class Version:
    """What is known about one text; all are hashes of texts, None where nothing is."""

    lowered: str | None = None
    evidence: str | None = None
    links: str | None = None


def packed(
    tx: Transaction, lowered: str | None, evidence: Mapping[str, object] | None, links: Sequence[object]
) -> Version:
    """Keep what is known about a text; the answer names it."""
    return Version(
        lowered=texts.keep(tx, lowered) if lowered else None,
        evidence=None if evidence is None else texts.keep(tx, json.dumps(evidence)),
        links=texts.keep(tx, json.dumps(links)) if links else None,
    )


def keep(tx: Transaction, conversion: int, spec: str, version: Version) -> None:
    """This is what is known about a text of a unit, whose SQL is as it is now."""
    tx.execute(
        "INSERT OR REPLACE INTO versions (conversion, spec, sql, lowered, evidence, links)"
        " VALUES (?1, ?2, (SELECT sql FROM conversions WHERE id = ?1), ?3, ?4, ?5)",
        conversion,
        spec,
        version.lowered,
        version.evidence,
        version.links,
    )


def of(view: View, conversion: int, spec: str | None) -> Version:
    """What is known about a text of a unit, whose SQL is as it is now."""
    row = view.row(
        "SELECT lowered, evidence, links FROM versions WHERE conversion = ?1 AND spec = ?2"
        " AND sql = (SELECT sql FROM conversions WHERE id = ?1)",
        conversion,
        spec,
    )
    return Version() if row is None else Version(*row)
