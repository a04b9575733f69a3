"""Answers of models by question: recorded once, and never asked for again. Texts are hashes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store.core import texts, times
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """A valid answer to a question, which is named by its hash."""

    question: str
    task: str
    model: str
    value: Any


def record_answers(tx: WriteTransaction, project: str, answers: Iterable[RecordedAnswer]) -> None:
    """Record answers; the first one to a question stays."""
    for each in answers:
        tx.execute(
            "INSERT OR IGNORE INTO model_answers VALUES (?, ?, ?, ?, ?, ?)",
            each.question,
            each.model,
            project,
            each.task,
            texts.save_json(tx, each.value),
            times.to_text(tx.now),
        )


def list_answers(view: ReadView, question: str) -> list[RecordedAnswer]:
    """Return the answers to a question, one for each model that was asked."""
    rows = view.rows("SELECT task, model, answer FROM model_answers WHERE question = ?", question)
    return [
        RecordedAnswer(question, row["task"], row["model"], json.loads(texts.get(view, row["answer"]))) for row in rows
    ]
