"""Files with routines to try: marked by the database as soon as a text is not proved, ordered in portions."""

from store.core.transaction import ReadView, WriteTransaction


def allow(tx: WriteTransaction, project: str, generator: str) -> None:
    """Mark what a project has to try, and everything that it will have."""
    tx.execute("INSERT OR REPLACE INTO trial_projects (project, generator) VALUES (?, ?)", project, generator)
    tx.execute(
        "INSERT OR IGNORE INTO trials_due (source, project)"
        " SELECT c.source, c.project FROM reviews r JOIN conversions c ON c.id = r.conversion WHERE r.project = ?1"
        " AND r.gone = 0 AND r.verdict <> 'proved' AND r.lowered IS NOT NULL AND c.kind IN ('function', 'procedure')"
        " UNION SELECT source, project FROM conversions WHERE project = ?1 AND proposed AND NOT gone"
        " AND kind IN ('function', 'procedure')",
        project,
    )


def forbid(tx: WriteTransaction, project: str) -> None:
    """Try nothing more of a project."""
    tx.execute("DELETE FROM trial_projects WHERE project = ?", project)
    tx.execute("DELETE FROM trials_due WHERE project = ?", project)


def list_allowed(view: ReadView) -> dict[str, str]:
    """Return the projects that allow trials, with the generator for which all their units were marked."""
    return {row["project"]: row["generator"] for row in view.rows("SELECT project, generator FROM trial_projects")}


def forget_generator(tx: WriteTransaction, project: str) -> None:
    """Mark everything of a project again when the daemon starts next: its trials could not be made here."""
    tx.execute("UPDATE trial_projects SET generator = '' WHERE project = ?", project)


def mark(tx: WriteTransaction, source: int, project: str) -> None:
    """Mark a file of a project that allows trials."""
    tx.execute(
        "INSERT OR IGNORE INTO trials_due (source, project) SELECT ?1, project FROM trial_projects WHERE project = ?2",
        source,
        project,
    )


def list_due(view: ReadView, project: str, limit: int) -> list[int]:
    """Return some files of a project with routines to try."""
    rows = view.rows("SELECT source FROM trials_due WHERE project = ? ORDER BY source LIMIT ?", project, limit)
    return [row["source"] for row in rows]


def settle(tx: WriteTransaction, source: int) -> None:
    """Nothing of a file is left to try."""
    tx.execute("DELETE FROM trials_due WHERE source = ?", source)
