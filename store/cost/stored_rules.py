"""The rules of a project on who answers a question, as the text of their file."""

from store.core import journal, texts
from store.core.transaction import ReadView, WriteTransaction


def get_rules(view: ReadView, project: str) -> str:
    """Return the text of a project's rules; empty without any."""
    return view.value("SELECT text FROM stored_rules WHERE project = ?", project) or ""


def set_rules(tx: WriteTransaction, project: str, text: str, actor: str) -> None:
    """Replace the rules of a project, which were checked before, and record who did."""
    tx.execute("INSERT INTO stored_rules VALUES (?1, ?2) ON CONFLICT (project) DO UPDATE SET text = ?2", project, text)
    journal.append(tx, "cost.rules", f"project:{project}", {"digest": texts.hash_of(text)}, actor)
