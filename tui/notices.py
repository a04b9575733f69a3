"""Notices: what others did that concerns the user, counted and summarized as they arrive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from daemon.client import Client
from daemon.wire.activity import NoticePage
from daemon.wire.event import Event

NOTICE_EVENT = "notice.given"
ALERT_EVENT = "cost.alert"
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class NoticeCount:
    """The number of unseen notices, and the id of the newest one."""

    unseen: int = 0
    newest: int = 0


def read_project_names(client: Client) -> Mapping[str, str]:
    """Read the names of the projects, by the subjects of their events."""
    return {f"project:{project.id}": project.name for project in client.projects.list()}


def summarize_alerts(alerts: Iterable[Event], names: Mapping[str, str]) -> str:
    """Return how much of its budget each project has used, by its last alert; empty if none has a name."""
    used = {alert.subject: alert.data.get("percent") for alert in alerts if alert.subject in names}
    parts = [f"{names[subject]}: {percent} % of today's budget is used." for subject, percent in used.items()]
    return " ".join([*parts, "$ shows the costs."] if parts else [])


def read_latest_notices(client: Client) -> NoticePage:
    """Read the most recent notices."""
    return client.activity.page(limit=PAGE_SIZE)


def count_notices(page: NoticePage) -> NoticeCount:
    """Return the count after this page was read."""
    return NoticeCount(page.unseen, max((notice.id for notice in page.items), default=0))


def summarize_new_notices(page: NoticePage, before: NoticeCount | None) -> str:
    """Return what is new, in a sentence; empty if nothing is, or if this is the first reading."""
    if before is None:
        return ""
    new = [notice for notice in page.items if notice.id > before.newest and not notice.seen]
    if not new:
        return ""
    summary = f"{new[0].name}: {new[0].sentence}" if len(new) == 1 else f"{len(new)} new notices."
    return f"{summary} @ shows more."
