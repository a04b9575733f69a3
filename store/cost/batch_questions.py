"""Questions that wait for a batch, or are in one."""

from collections.abc import Iterable
from dataclasses import dataclass

from store.core.transaction import ReadView, WriteTransaction

MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A task that is asked about a unit."""

    conversion: int
    task: str


def add_questions(tx: WriteTransaction, project: str, conversion: int, tasks: Iterable[str]) -> None:
    """Let questions about a unit wait for a batch; one that is in a batch stays there."""
    tx.many(
        "INSERT OR IGNORE INTO batch_questions (conversion, task, project) VALUES (?, ?, ?)",
        ((conversion, task, project) for task in tasks),
    )


def list_waiting(view: ReadView, project: str, most: int) -> list[BatchQuestion]:
    """Return questions of a project that wait, those of a unit one after the other."""
    rows = view.rows(
        "SELECT conversion, task FROM batch_questions WHERE project = ? AND batch IS NULL"
        " ORDER BY conversion, task LIMIT ?",
        project,
        most,
    )
    return [BatchQuestion(**dict(row)) for row in rows]


def list_projects(view: ReadView) -> list[str]:
    """Return the projects with questions that wait."""
    rows = view.rows("SELECT DISTINCT project FROM batch_questions WHERE batch IS NULL ORDER BY project")
    return [row["project"] for row in rows]


def list_of_batch(view: ReadView, batch: int) -> list[BatchQuestion]:
    """Return the questions of a batch that have no outcome yet."""
    rows = view.rows("SELECT conversion, task FROM batch_questions WHERE batch = ? ORDER BY conversion, task", batch)
    return [BatchQuestion(**dict(row)) for row in rows]


def put_into_batch(tx: WriteTransaction, batch: int, questions: Iterable[BatchQuestion]) -> None:
    """Put waiting questions into a batch."""
    tx.many(
        "UPDATE batch_questions SET batch = ? WHERE conversion = ? AND task = ?",
        ((batch, each.conversion, each.task) for each in questions),
    )


def ask_again(tx: WriteTransaction, batch: int, questions: Iterable[BatchQuestion]) -> None:
    """Let questions of a batch wait for another one, unless they were asked too often."""
    tx.many(
        "UPDATE batch_questions SET batch = NULL, attempts = attempts + 1"
        " WHERE batch = ? AND conversion = ? AND task = ? AND attempts < ?",
        ((batch, each.conversion, each.task, MOST_ATTEMPTS - 1) for each in questions),
    )


def close_questions(tx: WriteTransaction, questions: Iterable[BatchQuestion]) -> None:
    """Remove questions."""
    tx.many(
        "DELETE FROM batch_questions WHERE conversion = ? AND task = ?",
        ((each.conversion, each.task) for each in questions),
    )


def close_batch(tx: WriteTransaction, batch: int) -> int:
    """Remove the questions that are still in a batch; return how many there were."""
    return tx.execute("DELETE FROM batch_questions WHERE batch = ?", batch)


def put_back(tx: WriteTransaction, batch: int) -> None:
    """Let the questions of a batch wait again: it was not given to anybody."""
    tx.execute("UPDATE batch_questions SET batch = NULL WHERE batch = ?", batch)


def close_waiting(tx: WriteTransaction, project: str) -> int:
    """Remove the waiting questions of a project; return how many there were."""
    return tx.execute("DELETE FROM batch_questions WHERE project = ? AND batch IS NULL", project)


def count_waiting(view: ReadView, project: str) -> int:
    """Return how many questions of a project wait for a batch."""
    return view.value("SELECT count(*) FROM batch_questions WHERE project = ? AND batch IS NULL", project)
