"""Questions in the query line."""

import pytest

from daemon.wire.search import SearchReply, SearchResult
from tests.tui.conftest import deck, press, until
from tui.inbox.question_query import is_question, where_of
from tui.lists.row_list import RowList
from tui.widgets.query_line import QueryInput


@pytest.mark.parametrize(("text", "is_one"), [("? tax", True), ("  ?tax", True), ("name = '?'", False), ("", False)])
def test_a_leading_question_mark_makes_a_question(text: str, is_one: bool) -> None:
    assert is_question(text) is is_one


def test_the_results_of_a_search_are_a_query() -> None:
    results = tuple(SearchResult(unit, "function", "f()", "a.sql", 0.5, {}) for unit in (7, 12))
    assert where_of(SearchReply("find_1", True, results)) == "id = 7 or id = 12"


def index_is_made(demo) -> None:
    """Search until the worker has started and has an index."""
    with demo.client() as client:
        while not client.search.ask("erp", "tax", wait=60).results:
            pass


async def test_a_question_shows_the_units_that_answer_it(demo) -> None:
    index_is_made(demo)
    async with deck(demo) as pilot:
        await pilot.press("slash")
        pilot.app.screen.query_one(QueryInput).value = "? how is the tax computed"
        await press(pilot, "enter")
        await until(pilot, lambda: 0 < pilot.app.screen.query_one(RowList).total <= 20)
        assert pilot.app.screen.query_shown.where.startswith("id = ")
