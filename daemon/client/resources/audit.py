"""The audit, for clients."""

from collections.abc import Iterator

from daemon.client.transport.http_session import HttpSession
from daemon.wire.audit import Anchor, AuditEvent, AuditPage, AuditReport, Backup


class Audit:
    """Whether the journal is whole, what it says, and a copy of the database."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def anchor(self) -> Anchor:
        """The journal's head, to be kept elsewhere."""
        return self._exchange.get(Anchor, "/v1/audit/anchor")

    def verify(self, anchor: str | None = None) -> AuditReport:
        """Audit the whole journal; with an anchor, also whether its head is still there."""
        return self._exchange.get(AuditReport, "/v1/audit/report", {"anchor": anchor})

    def search(
        self,
        type: str = "",  # noqa: A002  the query's own word
        subject: str = "",
        actor: str = "",
        since: str = "",
        until: str = "",
    ) -> Iterator[AuditEvent]:
        """The events that match, oldest first; what is empty does not matter."""
        query = {"type": type, "subject": subject, "actor": actor, "since": since, "until": until}
        given: dict[str, str | int | None] = {name: value for name, value in query.items() if value}
        cursor: str | None = "0"
        while cursor is not None:
            page = self._exchange.get(AuditPage, "/v1/audit/events", given | {"cursor": cursor})
            yield from page.items
            cursor = page.next

    def back_up(self) -> Backup:
        """Write a backup beside the database."""
        return self._exchange.change(Backup, "POST", "/v1/backups")
