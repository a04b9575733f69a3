"""The analysts that a project switched off; all others are on."""

from store.core import journal
from store.core.transaction import ReadView, WriteTransaction


def list_disabled(view: ReadView, project: str) -> list[str]:
    """Return the ids of the analysts that are off."""
    rows = view.rows("SELECT analyst FROM analyst_switches WHERE project = ? ORDER BY analyst", project)
    return [row["analyst"] for row in rows]


def switch_analyst(tx: WriteTransaction, project: str, analyst: str, actor: str, *, enabled: bool) -> None:
    """Switch an analyst on or off and record who did."""
    if enabled:
        tx.execute("DELETE FROM analyst_switches WHERE project = ? AND analyst = ?", project, analyst)
    else:
        tx.execute("INSERT OR IGNORE INTO analyst_switches VALUES (?, ?)", project, analyst)
    journal.append(tx, "analyst.switched", f"project:{project}", {"analyst": analyst, "enabled": enabled}, actor)
