"""Searches over the units of a project, for clients."""

import time
from collections.abc import Sequence
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.search import SearchReply, SearchRequest, SearchTicket

WAIT_SECONDS = 15.0
STEP_SECONDS = 0.05


class Search:
    """Ask questions about the units of a project."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def ask(
        self, project: str, question: str, kinds: Sequence[str] = (), limit: int = 10, wait: float = WAIT_SECONDS
    ) -> SearchReply:
        """Return the answer; where no worker answers in time, what names alone give, with a note that says so."""
        body = SearchRequest(question, tuple(kinds), limit)
        ticket = self._exchange.change(SearchTicket, "POST", _all(project), body)
        until = time.monotonic() + wait
        reply = self._show(ticket)
        while not reply.is_answered and time.monotonic() < until:
            time.sleep(STEP_SECONDS)
            reply = self._show(ticket)
        if reply.is_answered:
            return reply
        return self._exchange.get(SearchReply, _one(ticket), {"by_name": "true"})

    def _show(self, ticket: SearchTicket) -> SearchReply:
        return self._exchange.get(SearchReply, _one(ticket))


def _all(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}/search"


def _one(ticket: SearchTicket) -> str:
    return f"{_all(ticket.project)}/{ticket.id}"
