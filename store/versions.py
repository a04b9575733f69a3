"""Versions: each text that was in review for a unit's spec, with the SQL it means, its evidence and its links.

An undo brings a text back; what is known about it comes back from here.
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
    """This is what is known about a text of a unit now."""
    tx.execute(
        "INSERT OR REPLACE INTO versions (conversion, spec, lowered, evidence, links) VALUES (?, ?, ?, ?, ?)",
        conversion,
        spec,
        version.lowered,
        version.evidence,
        version.links,
    )


def of(view: View, conversion: int, spec: str | None) -> Version:
    """What is known about a text of a unit."""
    row = view.row("SELECT lowered, evidence, links FROM versions WHERE conversion = ? AND spec = ?", conversion, spec)
    return Version() if row is None else Version(*row)
