"""Conversions, for clients."""

from collections.abc import Iterator
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.conversion import ConversionInfo, ConversionPage, Tally, UnitTexts


class Conversions:
    """What is known about the units of a project."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def list(self, project: str, verdict: str = "") -> Iterator[ConversionInfo]:
        """Yield the conversions of a project, optionally with one verdict."""
        cursor: str | None = ""
        while cursor is not None:
            query = {"verdict": verdict, "cursor": cursor}
            asked = {name: value for name, value in query.items() if value}
            page = self._exchange.get(ConversionPage, f"{_of(project)}/conversions", asked)
            yield from page.items
            cursor = page.next

    def get(self, conversion: int) -> UnitTexts:
        """Return one unit with its texts."""
        return self._exchange.get(UnitTexts, f"/v1/conversions/{conversion}")

    def tally(self, project: str) -> Tally:
        """Return the progress of a project."""
        return self._exchange.get(Tally, f"{_of(project)}/tally")


def _of(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}"
