"""The acts of a project, fetched page by page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.decision import Act


def iterate_acts(client: "Client", project: str) -> "Iterator[Act]":
    """Yield all acts of a project, newest first."""
    cursor: str | None = None
    while True:
        page = client.reviews.acts(project, cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return
