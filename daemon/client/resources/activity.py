"""Notices, for clients."""

from daemon.client.transport.http_session import HttpSession
from daemon.wire.activity import NoticePage


class Activity:
    """The caller's notices: mentions, assignments, answers."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def page(self, cursor: str | None = None, limit: int = 50) -> NoticePage:
        """Return a page of notices, newest first."""
        return self._exchange.get(NoticePage, "/v1/activity", {"cursor": cursor, "limit": limit})

    def seen(self, until: int) -> NoticePage:
        """Mark all notices up to this one as seen."""
        return self._exchange.change(NoticePage, "POST", f"/v1/activity/seen?until={until}")
