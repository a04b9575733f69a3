"""The budget of a project, what is left of it today, and the alerts before it is used up."""

from dataclasses import dataclass

from store.core import journal
from store.core.transaction import ReadView, WriteTransaction

ALERTS = (80, 95, 100)  # percent of the budget


@dataclass(frozen=True, slots=True)
class DaySum:
    """A project's day in nanodollars. What is reserved may still be spent, so it counts."""

    per_day: int
    reserved: int
    spent: int

    @property
    def left(self) -> int:
        return max(0, self.per_day - self.reserved - self.spent)

    @property
    def alert(self) -> int:
        """The highest alert that applies, in percent; 0 for none. At 100 only local models are asked."""
        used = 100 * (self.reserved + self.spent)
        return max((level for level in ALERTS if self.per_day and used >= level * self.per_day), default=0)


def set_budget(tx: WriteTransaction, project: str, per_day: int, actor: str = journal.SYSTEM) -> None:
    """Set how many nanodollars a project may spend in a day, and record who did."""
    journal.append(tx, "cost.budget", f"project:{project}", {"per_day": per_day}, actor)
    tx.execute(
        "INSERT INTO cost_budgets VALUES (?1, ?2) ON CONFLICT (project) DO UPDATE SET per_day = ?2", project, per_day
    )


def day_sum(view: ReadView, project: str, day: str) -> DaySum:
    """Return a day of a project; without a budget nothing may be spent."""
    per_day = view.value("SELECT per_day FROM cost_budgets WHERE project = ?", project) or 0
    row = view.row("SELECT reserved, spent FROM cost_days WHERE project = ? AND day = ?", project, day)
    return DaySum(per_day, row["reserved"], row["spent"]) if row else DaySum(per_day, 0, 0)


def list_spent(view: ReadView, project: str, since: str) -> dict[str, int]:
    """Return what a project spent by day, from a day on."""
    rows = view.rows("SELECT day, spent FROM cost_days WHERE project = ? AND day >= ? ORDER BY day", project, since)
    return {row["day"]: row["spent"] for row in rows}


def raise_alert(tx: WriteTransaction, project: str, day: str) -> None:
    """Record an alert once a day for each level that is reached."""
    level = day_sum(tx, project, day).alert
    changed = tx.execute(
        "UPDATE cost_days SET alerted = ?1 WHERE project = ?2 AND day = ?3 AND alerted < ?1", level, project, day
    )
    if changed:
        journal.append(tx, "cost.alert", f"project:{project}", {"percent": level, "day": day})
