"""Questions and their answers, kept for a short time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.core import ids
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction

KEPT_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A question of a project; `answer` is None until a worker has answered."""

    id: str
    project: str
    request: Mapping[str, Any]
    answer: Mapping[str, Any] | None


def add(tx: WriteTransaction, project: str, request: Mapping[str, object]) -> str:
    """Keep a question, and forget those of long ago; return its id."""
    tx.execute("DELETE FROM searches WHERE created < ?", tx.now - KEPT_SECONDS)
    search = ids.new("find")
    tx.execute("INSERT INTO searches VALUES (?, ?, ?, NULL, ?)", search, project, json.dumps(request), tx.now)
    return search


def get(view: ReadView, search: str) -> SearchRow:
    """Return a question; raise MissingError if it is not known any more."""
    row = view.row("SELECT * FROM searches WHERE id = ?", search)
    if row is None:
        raise MissingError(f"The search {search} is not known.", "Search again: answers are kept for an hour.")
    answer = None if row["answer"] is None else json.loads(row["answer"])
    return SearchRow(row["id"], row["project"], json.loads(row["request"]), answer)


def save_answer(tx: WriteTransaction, search: str, answer: Mapping[str, object]) -> None:
    """Keep the answer; nothing happens if the question was forgotten."""
    tx.execute("UPDATE searches SET answer = ? WHERE id = ?", json.dumps(answer), search)
