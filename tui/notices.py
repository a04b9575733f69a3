"""What others did that concerns one, told as it happens: how much of it is new, and in a sentence what."""

from dataclasses import dataclass

from daemon.client import Client
from daemon.wire.activity import Notice, NoticePage

NOTICE_EVENT = "notice.given"
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class NoticeCount:
    """How many notices are unseen, and the number of the newest that there is."""

    unseen: int = 0
    newest: int = 0


def read_latest_notices(client: Client) -> NoticePage:
    """The newest notices, whoever of all was told something."""
    return client.activity.page(limit=PAGE_SIZE)


def count_notices(page: NoticePage) -> NoticeCount:
    """What there is, once this page was read."""
    return NoticeCount(page.unseen, max((notice.id for notice in page.items), default=0))


def summarize_new_notices(page: NoticePage, before: NoticeCount | None) -> str:
    """What came since, in a sentence; empty if nothing did, or one has only just begun to listen."""
    if before is None:
        return ""
    came = [notice for notice in page.items if notice.id > before.newest and not notice.seen]
    if not came:
        return ""
    return f"{_said(came[0]) if len(came) == 1 else f'{len(came)} things concern you.'} @ shows more."


def _said(notice: Notice) -> str:
    return f"{notice.name}: {notice.sentence}"
