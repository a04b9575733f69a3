"""A query that was typed: it is tried, then shown; a mistake is pointed at where it was typed."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from daemon.client import ClientError
from daemon.client.errors import InvalidError
from daemon.wire.errors import WireError
from tui.deck_screen import DeckScreen
from tui.inbox.question_query import ask_question, is_question, where_of
from tui.inbox.unit_query import UnitQuery
from tui.lists.row_list import RowList
from tui.widgets.query_line import QueryLine


class QuerySubmission:
    """Tries the queries that are typed on a screen. Until one is answered, the keys of the list wait."""

    def __init__(
        self,
        screen: DeckScreen,
        query: Callable[[], UnitQuery],
        show: Callable[[UnitQuery], None],
        attempt: Callable[[UnitQuery], Awaitable[object]],
    ) -> None:
        self._screen = screen
        self._query = query
        self._show = show
        self._attempt = attempt

    def submit(self, message: QueryLine.Submitted) -> None:
        """Try a query."""
        if message.final and message.text.strip() != self._query().where:
            self._rows.hold()
        self._screen.run_worker(self._try(message), group="query", exclusive=True)

    @property
    def _rows(self) -> RowList:
        return self._screen.query_one(RowList)

    async def _where(self, message: QueryLine.Submitted) -> str | None:
        """What was typed; of a question, the units that answer it, None without any."""
        if not is_question(message.text):
            return message.text.strip()
        if not message.final:
            return self._query().where
        return where_of(await ask_question(self._screen, self._query().project, message.text)) or None

    async def _try(self, message: QueryLine.Submitted) -> None:
        line = self._screen.query_one(QueryLine)
        try:
            where = await self._where(message)
            if where is None:
                line.edit(message.text)
                line.fail("No unit answers this question.", None)
                self._rows.release()
                return
            query = replace(self._query(), where=where)
            await self._attempt(query)
        except InvalidError as error:
            line.edit(message.text)
            line.fail(f"{error.sentence} {error.hint}".strip(), mistake_position(error))
            self._rows.release()
            return
        except (ClientError, WireError) as error:
            self._screen.deck.report(error)
            self._rows.release()
            return
        line.clear()
        if query != self._query():
            self._show(query)
        else:
            self._rows.release()


def mistake_position(error: InvalidError) -> int | None:
    """Return the position of the mistake in a query, if the daemon reports it."""
    places = (flaw.where.rpartition(":")[2] for flaw in error.problem.flaws)
    return next((int(place) for place in places if place.isdigit()), None)
