"""Notices: what others did that concerns the user, counted and summarized as they arrive."""

from dataclasses import dataclass

from daemon.client import Client
from daemon.wire.activity import NoticePage

NOTICE_EVENT = "notice.given"
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class NoticeCount:
    """The number of unseen notices, and the id of the newest one."""

    unseen: int = 0
    newest: int = 0


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
