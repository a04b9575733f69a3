"""Units that may be copies of each other: they share a key, which does not depend on names."""

from collections.abc import Mapping

from store.core.transaction import ReadView, WriteTransaction

MOST_COPIES = 200


def replace_of_source(tx: WriteTransaction, source: int, project: str, keys: Mapping[int, str]) -> None:
    """These are the keys of a source's units now."""
    tx.execute("DELETE FROM unit_clones WHERE source = ?", source)
    rows = [(conversion, project, source, key) for conversion, key in keys.items()]
    tx.many("INSERT OR REPLACE INTO unit_clones VALUES (?, ?, ?, ?)", rows)


def list_candidates(view: ReadView, conversion: int) -> list[int]:
    """Return the other units of the project with the key of a unit, by number; those whose SQL is gone are left out."""
    rows = view.rows(
        "SELECT other.conversion FROM unit_clones one JOIN unit_clones other"
        " ON other.project = one.project AND other.key = one.key AND other.conversion <> one.conversion"
        " JOIN conversions ON conversions.id = other.conversion"
        " WHERE one.conversion = ? AND NOT conversions.gone ORDER BY other.conversion LIMIT ?",
        conversion,
        MOST_COPIES,
    )
    return [row["conversion"] for row in rows]


def list_approved(view: ReadView, project: str, limit: int) -> list[int]:
    """Return approved units of a project, those with the highest numbers first."""
    rows = view.rows(
        "SELECT conversion FROM reviews WHERE project = ? AND gone = 0 AND state IN ('approved', 'written')"
        " ORDER BY conversion DESC LIMIT ?",
        project,
        limit,
    )
    return [row["conversion"] for row in rows]
