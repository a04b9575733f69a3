"""Versions: every text that was in review for some SQL of a unit, with its SQL, evidence and links.

An undo may bring a text back, and so may SQL that changes back; what is known of it is read from here. Whenever a unit
is converted, the texts kept for its SQL are proved again, so that nothing comes back with the verdict of older rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.proved_text import ProvedText
from store.core import texts
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class Version:
    """What is known of one text; all but the verdict are hashes of texts."""

    lowered: str | None = None
    evidence: str | None = None
    links: str | None = None
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A text that is kept for some SQL of a unit; both are hashes."""

    kind: str
    name: str
    sql: str
    spec: str


def save_texts(
    tx: WriteTransaction,
    lowered: str | None,
    evidence: Mapping[str, object] | None,
    links: Sequence[object],
    verdict: str | None = None,
) -> Version:
    """Store the texts of a version; return their hashes."""
    return Version(
        lowered=texts.save_some(tx, lowered),
        evidence=texts.save_json(tx, evidence),
        links=texts.save_json(tx, links or None),
        verdict=verdict,
    )


def save(tx: WriteTransaction, conversion: int, spec: str, version: Version) -> None:
    """Store what is known of a text for the current SQL of a unit."""
    tx.execute(
        "INSERT OR REPLACE INTO versions (conversion, spec, sql, lowered, evidence, links, verdict)"
        " VALUES (?1, ?2, (SELECT sql FROM conversions WHERE id = ?1), ?3, ?4, ?5, ?6)",
        conversion,
        spec,
        version.lowered,
        version.evidence,
        version.links,
        version.verdict,
    )


def update_proof(tx: WriteTransaction, conversion: int, proof: ProvedText) -> None:
    """Store a new proof of a kept text, wherever it was in review or proposed."""
    new = save_texts(tx, proof.lowered, proof.evidence, proof.links, proof.verdict)
    for table in ("versions", "proposals"):
        tx.execute(
            f"UPDATE {table} SET lowered = ?3, evidence = ?4, links = ?5, verdict = ?6"
            " WHERE conversion = ?1 AND spec = ?2 AND sql = (SELECT sql FROM conversions WHERE id = ?1)",
            conversion,
            proof.spec,
            new.lowered,
            new.evidence,
            new.links,
            new.verdict,
        )


def get(view: ReadView, conversion: int, spec: str | None) -> Version:
    """Return what is known of a text for the current SQL of a unit."""
    row = view.row(
        "SELECT lowered, evidence, links, verdict FROM versions WHERE conversion = ?1 AND spec = ?2"
        " AND sql = (SELECT sql FROM conversions WHERE id = ?1)",
        conversion,
        spec,
    )
    if row is None:
        return Version()
    return Version(*row)


def get_verdicts(view: ReadView, conversion: int) -> Mapping[str, str]:
    """Return the verdict of each text that is kept for the current SQL of a unit."""
    rows = view.rows(
        "SELECT spec, verdict FROM versions WHERE conversion = ?1 AND verdict IS NOT NULL"
        " AND sql = (SELECT sql FROM conversions WHERE id = ?1)",
        conversion,
    )
    return {row["spec"]: row["verdict"] for row in rows}


def list_reprovable(view: ReadView, source: int) -> list[KeptVersion]:
    """Return the texts that may come back to units of a source, or to units that may move into it.

    Only units with a decision or a proposal have such texts. Each name is looked up once, because a seed file has
    thousands of statements that share one.
    """
    rows = view.rows(
        "WITH named AS MATERIALIZED ("
        " SELECT id, kind, name, decided FROM conversions WHERE source = ?1 AND (decided OR proposed)"
        " UNION SELECT c.id, c.kind, c.name, c.decided"
        " FROM sources s CROSS JOIN (SELECT DISTINCT kind, name FROM units WHERE source = ?1) u"
        " CROSS JOIN conversions c INDEXED BY conversions_kept"
        " ON c.project = s.project AND c.name = u.name AND c.kind = u.kind AND (c.decided OR c.proposed)"
        " WHERE s.id = ?1)"
        " SELECT n.kind, n.name, v.sql, v.spec FROM named n JOIN versions v ON v.conversion = n.id WHERE n.decided"
        " UNION SELECT n.kind, n.name, p.sql, p.spec FROM named n JOIN proposals p ON p.conversion = n.id"
        " ORDER BY 1, 2, 3, 4",
        source,
    )
    return [KeptVersion(*row) for row in rows]
