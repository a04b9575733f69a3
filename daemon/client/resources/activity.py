"""What others did that concerns the one who asks, for clients."""

from daemon.client.transport.http_session import HttpSession
from daemon.wire.activity import NoticePage


class Activity:
    """One's own feed: mentions, assignments, answers."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def page(self, cursor: str | None = None, limit: int = 50) -> NoticePage:
        """Some notices, newest first."""
        return self._exchange.get(NoticePage, "/v1/activity", {"cursor": cursor, "limit": limit})

    def seen(self, until: int) -> NoticePage:
        """Mark everything up to a notice as seen."""
        return self._exchange.change(NoticePage, "POST", f"/v1/activity/seen?until={until}")
