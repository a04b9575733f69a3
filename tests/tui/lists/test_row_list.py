"""The list: a cursor that stays on its item, a selection, and as little painting as possible."""

from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from textual.app import App

from tui.appearance.textual_theme import UNTHEMED
from tui.lists.cursor_pages import CursorWindow
from tui.lists.row_list import RowList
from tui.lists.row_source import RowSource
from tui.lists.table_column import Cell, TableColumn

COLUMNS = (
    TableColumn("NUMBER", 8, lambda item: Cell(str(item)), right=True),
    TableColumn("NAME", 0, lambda n: Cell(f"unit {n}")),
)


@dataclass
class Numbers:
    """A list that can be changed, and how it was asked for."""

    items: Sequence[int]
    asked: list[tuple[int, int]] = field(default_factory=list)

    async def fetch(self, offset: int, limit: int) -> CursorWindow[int]:
        self.asked.append((offset, limit))
        return CursorWindow(self.items[offset : offset + limit], len(self.items))


class Listing(App[None]):
    def __init__(self, numbers: Numbers) -> None:
        super().__init__()
        self.rows = RowList(RowSource(numbers.fetch, lambda item: item, COLUMNS), "Nothing is here.\nDo this.")
        self.opened: list[int] = []

    def get_theme_variable_defaults(self):
        return UNTHEMED

    def compose(self):
        yield self.rows

    async def on_mount(self) -> None:
        await self.rows.reload()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        self.opened.append(message.rows.current)


@asynccontextmanager
async def listing(items: Sequence[int] = range(10_000), size=(40, 11)):
    numbers = Numbers(items)
    async with Listing(numbers).run_test(size=size) as pilot:
        yield pilot, pilot.app.rows, numbers


def lines(pilot) -> list[str]:
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("j j k", 1),
        ("down up up", 0),
        ("ctrl+d", 5),
        ("ctrl+d ctrl+u", 0),
        ("pagedown", 10),
        ("pagedown pagedown pageup", 10),
        ("G", 9_999),
        ("G g g", 0),
        ("j g j", 2),
    ],
)
async def test_keys_move_the_cursor(keys, place):
    async with listing() as (pilot, rows, _):
        await pilot.press(*keys.split())
        assert rows.place == place


async def test_the_cursor_and_the_selection_are_marked_by_signs():
    async with listing() as (pilot, _, _):
        await pilot.press("j", "space")
        assert [line[:2] for line in lines(pilot)[1:4]] == ["  ", " *", "▌ "]


async def test_only_windows_around_the_cursor_are_fetched():
    async with listing() as (pilot, _, numbers):
        await pilot.press("G")
        await pilot.pause()
        assert {offset // 200 for offset, _ in numbers.asked} == {0, 49}
        assert "unit 9999" in lines(pilot)[-1]


async def test_a_move_paints_two_lines():
    async with listing() as (_, rows, _):
        painted = []
        rows.refresh = lambda *regions, **_: painted.extend(regions)
        rows.go(1)
        assert sorted(region.y for region in painted) == [1, 2]


async def test_a_refresh_paints_only_the_lines_that_changed():
    async with listing([1, 2, 3, 4]) as (_, rows, numbers):
        numbers.items = [1, 2, 33, 4]
        painted = []
        rows.refresh = lambda *regions, **_: painted.extend(regions)
        await rows.reload()
        assert [region.y for region in painted] == [3]


async def test_the_cursor_stays_on_its_item_when_others_come_before_it():
    async with listing([5, 6, 7]) as (pilot, rows, numbers):
        await pilot.press("j")
        numbers.items = [1, 2, 5, 6, 7]
        await rows.reload()
        assert (rows.current, rows.place) == (6, 3)


async def test_the_cursor_stays_in_its_place_when_its_item_is_gone():
    async with listing([5, 6, 7]) as (pilot, rows, numbers):
        await pilot.press("j", "j")
        numbers.items = [5, 6]
        await rows.reload()
        assert (rows.current, rows.place) == (6, 1)


async def test_a_range_is_chosen_from_where_it_began():
    async with listing() as (pilot, rows, _):
        await pilot.press("j", "v", "j", "j")
        assert rows.selection.keys == {1, 2, 3}
        await pilot.press("k", "v", "G", "space")
        assert rows.selection.keys == {1, 2, 9_999}


async def test_all_that_is_found_is_chosen_by_one_key_and_nothing_by_the_same():
    async with listing() as (pilot, rows, _):
        await pilot.press("asterisk", "space")
        assert rows.selection.count(rows.total) == 9_999
        await pilot.press("asterisk", "asterisk")
        assert not rows.selection


async def test_a_click_puts_the_cursor_and_a_second_one_opens():
    async with listing() as (pilot, rows, _):
        await pilot.click(rows, offset=(5, 4))
        assert (rows.place, pilot.app.opened) == (3, [])
        await pilot.click(rows, offset=(5, 4), times=2)
        assert pilot.app.opened == [3]


async def test_a_row_that_is_still_being_read_opens_once_it_is_there():
    async with listing() as (pilot, rows, numbers):
        rows.change(RowSource(numbers.fetch, lambda item: item, COLUMNS))
        await pilot.press("enter")
        assert pilot.app.opened == []
        await rows.reload()
        await pilot.pause()
        assert pilot.app.opened == [0]


async def test_a_step_before_the_list_is_read_is_a_step_all_the_same():
    async with listing() as (pilot, rows, numbers):
        rows.change(RowSource(numbers.fetch, lambda item: item, COLUMNS))
        await pilot.press("j", "j", "enter")
        await rows.reload()
        await pilot.pause()
        assert (rows.place, pilot.app.opened) == (2, [2])


async def test_who_moves_on_does_not_open_what_comes_late():
    async with listing() as (pilot, rows, numbers):
        rows.change(RowSource(numbers.fetch, lambda item: item, COLUMNS))
        await pilot.press("enter", "j")
        await rows.reload()
        await pilot.pause()
        assert pilot.app.opened == []


async def test_an_empty_list_shows_what_to_do():
    async with listing([]) as (pilot, rows, _):
        await pilot.press("j", "enter", "space", "G")
        assert [line.strip() for line in lines(pilot)[2:4]] == ["Nothing is here.", "Do this."]
        assert (rows.current, pilot.app.opened) == (None, [])


async def test_the_notice_of_an_empty_list_is_wrapped():
    async with listing([], size=(20, 11)) as (pilot, rows, _):
        rows.empty = "esc shows all again, / asks for others."
        rows.refresh()
        await pilot.pause()
        assert " ".join(line.strip() for line in lines(pilot)[2:6]).strip() == rows.empty


async def test_a_range_that_reaches_beyond_what_is_at_hand_is_whole_once_it_is_asked_for():
    async with listing() as (pilot, rows, _):
        await pilot.press("v", "G")
        assert await rows.selected_keys() == set(range(10_000))
