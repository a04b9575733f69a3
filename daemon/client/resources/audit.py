"""The audit, for clients."""

from collections.abc import Iterator

from daemon.client.transport.http_session import HttpSession
from daemon.wire.audit import Anchor, AuditEvent, AuditPage, AuditReport, Backup


class Audit:
    """Verification and search of the journal, and backups."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def anchor(self) -> Anchor:
        """Return the head of the journal, to be kept elsewhere."""
        return self._exchange.get(Anchor, "/v1/audit/anchor")

    def verify(self, anchor: str | None = None) -> AuditReport:
        """Verify the whole journal, and an anchor if one is given."""
        return self._exchange.get(AuditReport, "/v1/audit/report", {"anchor": anchor})

    def replay(self, anchor: str | None = None) -> AuditReport:
        """Verify the journal, and compare every table with what the daemon wrote."""
        return self._exchange.get(AuditReport, "/v1/audit/replay", {"anchor": anchor})

    def search(
        self,
        type: str = "",  # noqa: A002  the name of the query parameter
        subject: str = "",
        actor: str = "",
        since: str = "",
        until: str = "",
    ) -> Iterator[AuditEvent]:
        """Yield the matching events, oldest first; empty parameters match everything."""
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
