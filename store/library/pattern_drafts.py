"""Patterns that people described: the request, and once a worker has drafted it the draft. Nothing here is in use."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.core import ids, texts
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction

KEPT_SECONDS = 7 * 86_400.0


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A request of a project; `draft` is None until a worker has answered."""

    id: str
    project: str
    category: str
    namespace: str
    description: str
    draft: Mapping[str, Any] | None


def add_request(tx: WriteTransaction, project: str, description: str, category: str, namespace: str) -> str:
    """Keep a request, and delete those of long ago; return its id."""
    tx.execute("DELETE FROM pattern_drafts WHERE created < ?", tx.now - KEPT_SECONDS)
    draft = ids.new("draft")
    tx.execute(
        "INSERT INTO pattern_drafts (id, project, category, namespace, description, created) VALUES (?, ?, ?, ?, ?, ?)",
        draft,
        project,
        category,
        namespace,
        texts.save(tx, description),
        tx.now,
    )
    return draft


def get_draft(view: ReadView, draft: str) -> DraftRow:
    """Return a request with its draft; raise MissingError if it is not known any more."""
    row = view.row("SELECT * FROM pattern_drafts WHERE id = ?", draft)
    if row is None:
        raise MissingError(f"The draft {draft} is not known.", "Describe it again: drafts are kept for a week.")
    found = None if row["draft"] is None else json.loads(texts.get(view, row["draft"]))
    description = texts.get(view, row["description"])
    return DraftRow(row["id"], row["project"], row["category"], row["namespace"], description, found)


def save_draft(tx: WriteTransaction, draft: str, found: Mapping[str, object]) -> None:
    """Keep the draft of a request; nothing happens if the request was deleted."""
    tx.execute("UPDATE pattern_drafts SET draft = ? WHERE id = ?", texts.save_json(tx, found), draft)
