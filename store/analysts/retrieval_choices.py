"""What a project gives its analysts of the index, where that is not the usual."""

import json

from engine.analysts.analyst import RetrievalSettings, all_analysts
from store.core import journal
from store.core.transaction import ReadView, WriteTransaction


def list_retrieval(view: ReadView, project: str) -> dict[str, RetrievalSettings]:
    """Return the settings of each analyst that is given anything."""
    usual = {each.id: each.retrieval for each in all_analysts().values() if each.retrieval}
    rows = view.rows("SELECT * FROM analyst_retrieval WHERE project = ?", project)
    return usual | {row["analyst"]: RetrievalSettings(row["top"], tuple(json.loads(row["categories"]))) for row in rows}


def choose_retrieval(tx: WriteTransaction, project: str, analyst: str, settings: RetrievalSettings, actor: str) -> None:
    """Change what an analyst is given, and record who did."""
    categories = json.dumps(list(settings.categories))
    tx.execute(
        "INSERT OR REPLACE INTO analyst_retrieval VALUES (?, ?, ?, ?)", project, analyst, settings.top, categories
    )
    journal.append(tx, "analyst.retrieval", f"project:{project}", {"analyst": analyst, "top": settings.top}, actor)
