"""The inbox, for clients."""

from collections.abc import Iterator
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.inbox import (
    InboxCounts,
    InboxItem,
    InboxPage,
    QueryTerms,
    ReviewStats,
    SavedView,
    SavedViews,
    ViewChange,
)

PAGE_SIZE = 200


class Inbox:
    """The units of a project as a reviewer sees them; `where` and `sort` use the query language."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def page(self, project: str, where: str = "", sort: str = "", offset: int = 0, limit: int = PAGE_SIZE) -> InboxPage:
        """Return a window of the list."""
        asked = {"where": where, "sort": sort, "offset": offset, "limit": limit}
        return self._exchange.get(InboxPage, f"{_of(project)}/inbox", asked)

    def list(self, project: str, where: str = "", sort: str = "") -> Iterator[InboxItem]:
        """Yield all units that the query finds."""
        offset = 0
        while True:
            page = self.page(project, where, sort, offset)
            yield from page.items
            offset += len(page.items)
            if not page.items or offset >= page.total:
                return

    def counts(self, project: str, where: str = "") -> InboxCounts:
        """Return the units counted by state, verdict and lane."""
        return self._exchange.get(InboxCounts, f"{_of(project)}/inbox/counts", {"where": where})

    def terms(self) -> QueryTerms:
        """Return the fields of the query language."""
        return self._exchange.get(QueryTerms, "/v1/inbox/terms")

    def stats(self, project: str, where: str = "") -> ReviewStats:
        """Return the progress of the review."""
        return self._exchange.get(ReviewStats, f"{_of(project)}/inbox/stats", {"where": where})

    def views(self, project: str) -> SavedViews:
        """Return the caller's saved views."""
        return self._exchange.get(SavedViews, f"{_of(project)}/views")

    def save_view(self, project: str, view: SavedView, revision: int | None = None) -> SavedViews:
        """Save a view. One with the same name is replaced if it has this `revision`; 0 means that none exists."""
        return self._exchange.change(SavedViews, "PUT", _view(project, view.name), view, revision)

    def rename_view(self, project: str, name: str, fresh: str, revision: int | None = None) -> SavedViews:
        """Rename a view."""
        return self._exchange.change(SavedViews, "PATCH", _view(project, name), ViewChange(fresh), revision)

    def delete_view(self, project: str, name: str, revision: int | None = None) -> SavedViews:
        """Delete a view."""
        return self._exchange.change(SavedViews, "DELETE", _view(project, name), None, revision)


def _view(project: str, name: str) -> str:
    return f"{_of(project)}/views/{quote(name, safe='')}"


def _of(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}"
