"""Templates that were asked for, and once a worker has drafted one the draft. Nothing here is in use."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.core import ids, texts
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction
from store.library.pattern_drafts import KEPT_SECONDS


@dataclass(frozen=True, slots=True)
class TemplateDraftRow:
    """A request of a project; `draft` is None until a worker has answered."""

    id: str
    project: str
    pattern: str
    language: str
    given: Mapping[str, str]
    draft: Mapping[str, Any] | None


def add_template_request(
    tx: WriteTransaction, project: str, pattern: str, language: str, given: Mapping[str, str]
) -> str:
    """Keep a request, and delete those of long ago; return its id."""
    tx.execute("DELETE FROM template_drafts WHERE created < ?", tx.now - KEPT_SECONDS)
    draft = ids.new("draft")
    tx.execute(
        "INSERT INTO template_drafts (id, project, pattern, language, given, created) VALUES (?, ?, ?, ?, ?, ?)",
        draft,
        project,
        pattern,
        language,
        texts.save_json(tx, dict(given)),
        tx.now,
    )
    return draft


def get_template_draft(view: ReadView, draft: str) -> TemplateDraftRow:
    """Return a request with its draft; raise MissingError if it is not known any more."""
    row = view.row("SELECT * FROM template_drafts WHERE id = ?", draft)
    if row is None:
        raise MissingError(f"The draft {draft} is not known.", "Ask for it again: drafts are kept for a week.")
    found = None if row["draft"] is None else json.loads(texts.get(view, row["draft"]))
    given = json.loads(texts.get(view, row["given"]))
    return TemplateDraftRow(row["id"], row["project"], row["pattern"], row["language"], given, found)


def save_template_draft(tx: WriteTransaction, draft: str, found: Mapping[str, object]) -> None:
    """Keep the draft of a request; nothing happens if the request was deleted."""
    tx.execute("UPDATE template_drafts SET draft = ? WHERE id = ?", texts.save_json(tx, found), draft)
