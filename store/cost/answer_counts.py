"""Sums of answers by day, task, model and how they were found: what the cost figures are computed from."""

from dataclasses import dataclass

from store.core import times
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """Answers of one kind. Money is in nanodollars; `baseline` is what always asking the cloud would have cost."""

    task: str
    model: str
    found_by: str
    answers: int = 0
    failures: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: int = 0
    baseline: int = 0


def count_answers(tx: WriteTransaction, project: str, found: AnswerCount) -> None:
    """Add to the sums of today."""
    tx.execute(
        "INSERT INTO answer_counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (project, day, task, model, found_by) DO UPDATE SET answers = answers + excluded.answers,"
        " failures = failures + excluded.failures, input_tokens = input_tokens + excluded.input_tokens,"
        " output_tokens = output_tokens + excluded.output_tokens, cost = cost + excluded.cost,"
        " baseline = baseline + excluded.baseline",
        project,
        times.to_text(tx.now)[:10],
        found.task,
        found.model,
        found.found_by,
        found.answers,
        found.failures,
        found.input_tokens,
        found.output_tokens,
        found.cost,
        found.baseline,
    )


def list_counts(view: ReadView, project: str, since: str) -> list[tuple[str, AnswerCount]]:
    """Return the sums of a project with their days, oldest first, from a day on."""
    rows = view.rows("SELECT * FROM answer_counts WHERE project = ? AND day >= ? ORDER BY day", project, since)
    names = AnswerCount.__slots__
    return [(row["day"], AnswerCount(**{name: row[name] for name in names})) for row in rows]
