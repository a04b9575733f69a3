"""What a project allows of cloud models: nothing, until somebody configures it."""

from dataclasses import dataclass, field

from engine.llm.cloud.batch_hours import ANY
from engine.llm.money.model_prices import default_model
from store.core import journal
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class CloudSettings:
    """Whether and which cloud model may be asked, and what may be shown to it.

    `batch_hours` are the hours of a day in which batches are submitted, such as 22-6, or any.
    """

    enabled: bool = False
    model: str = field(default_factory=default_model)
    with_literals: bool = False
    with_comments: bool = False
    calls_per_minute: int = 30
    batch_hours: str = ANY


def get_cloud(view: ReadView, project: str) -> CloudSettings:
    """Return the settings of a project."""
    row = view.row(
        "SELECT enabled, model, with_literals, with_comments, calls_per_minute, batch_hours"
        " FROM cloud_settings WHERE project = ?",
        project,
    )
    if row is None:
        return CloudSettings()
    return CloudSettings(
        bool(row["enabled"]),
        row["model"],
        bool(row["with_literals"]),
        bool(row["with_comments"]),
        row["calls_per_minute"],
        row["batch_hours"] or ANY,
    )


def set_cloud(tx: WriteTransaction, project: str, settings: CloudSettings, actor: str) -> None:
    """Replace the settings of a project and record who did."""
    tx.execute(
        "INSERT OR REPLACE INTO cloud_settings VALUES (?, ?, ?, ?, ?, ?, ?)",
        project,
        int(settings.enabled),
        settings.model,
        int(settings.with_literals),
        int(settings.with_comments),
        settings.calls_per_minute,
        settings.batch_hours,
    )
    facts = {name: getattr(settings, name) for name in CloudSettings.__slots__}
    journal.append(tx, "cloud.set", f"project:{project}", facts, actor)
