"""The state of learning by project: whether it is on, which units were sampled, how often conversions changed."""

from dataclasses import dataclass

from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class LearningProject:
    """`arrived` is the last unit that the sample of the queue was drawn up to."""

    enabled: bool = True
    arrived: int = 0
    touched: int = 0


def get(view: ReadView, project: str) -> LearningProject:
    """Return the state of learning in a project; it is on by default."""
    row = view.row("SELECT enabled, arrived, touched FROM learning_projects WHERE project = ?", project)
    if row is None:
        return LearningProject()
    return LearningProject(bool(row["enabled"]), row["arrived"], row["touched"])


def set_enabled(tx: WriteTransaction, project: str, *, enabled: bool) -> None:
    """Turn learning on or off; decisions are logged either way."""
    _set(tx, project, "enabled = ?2", int(enabled))


def set_arrived(tx: WriteTransaction, project: str, unit: int) -> None:
    """Remember up to which unit the sample was drawn."""
    _set(tx, project, "arrived = ?2", unit)


def add_touched(tx: WriteTransaction, project: str) -> None:
    """Count a conversion that changed, so that a cycle becomes due."""
    _set(tx, project, "touched = touched + ?2", 1)


def _set(tx: WriteTransaction, project: str, assignment: str, value: int) -> None:
    tx.execute("INSERT OR IGNORE INTO learning_projects (project) VALUES (?)", project)
    tx.execute(f"UPDATE learning_projects SET {assignment} WHERE project = ?1", project, value)
