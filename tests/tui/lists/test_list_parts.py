"""The parts of a long list: its windows, its selection, its columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.appearance.badges import Tone
from tui.lists.cursor_pages import CursorPages, CursorWindow
from tui.lists.row_cache import MAX_WINDOWS, WINDOW, RowCache
from tui.lists.selection import ALL_SELECTED, NONE_SELECTED
from tui.lists.table_column import MIDDLE, Cell, TableColumn, fit_columns, fit_name, fit_text


def windows(*numbers: int, total: int = 10_000) -> RowCache[int]:
    found: RowCache[int] = RowCache(lambda item: item)
    for number in numbers:
        found.put(number, range(number * WINDOW, (number + 1) * WINDOW), total)
    return found


def test_a_place_whose_window_has_not_come_has_nothing():
    assert (windows(1)[WINDOW + 3], windows(1)[3]) == (WINDOW + 3, None)


def test_windows_are_fetched_before_they_are_needed_the_visible_one_first():
    assert windows(0).missing(0, 50) == []
    assert windows(0).missing(0, 150) == [1]
    assert windows(0).missing(10 * WINDOW, 10 * WINDOW + 20) == [10, 9]


def test_nothing_is_fetched_beyond_the_end():
    assert windows(0, total=150).missing(0, 150) == []


def test_only_the_nearest_windows_are_kept():
    found = windows(*range(MAX_WINDOWS + 5))
    assert (found[0], found[(MAX_WINDOWS + 4) * WINDOW]) == (None, (MAX_WINDOWS + 4) * WINDOW)


def test_an_item_is_found_at_its_current_place():
    assert (windows(0, 1).place_of(WINDOW + 7, 0), windows(0).place_of(WINDOW + 7, 0)) == (WINDOW + 7, None)


def test_choosing_all_but_some():
    choice = ALL_SELECTED.toggled(3)
    assert (3 in choice, 4 in choice, choice.count(10), bool(choice)) == (False, True, 9, True)
    assert choice.joined({3}) == ALL_SELECTED


@given(st.lists(st.integers(0, 9)))
def test_toggling_twice_is_nothing(keys):
    choice = NONE_SELECTED
    for key in keys + keys:
        choice = choice.toggled(key)
    assert choice == NONE_SELECTED


COLUMNS = (
    TableColumn("A", 5, lambda item: Cell(str(item))),
    TableColumn("B", 0, lambda item: Cell("", Tone.QUIET)),
    TableColumn("C", 7, lambda item: Cell(""), least=MIDDLE),
)


def test_a_column_waits_for_room_and_one_takes_what_the_others_leave():
    assert [(column.title, cells) for column, cells in fit_columns(COLUMNS, 40)] == [("A", 5), ("B", 33)]
    assert [(column.title, cells) for column, cells in fit_columns(COLUMNS, 80)] == [("A", 5), ("B", 64), ("C", 7)]


@given(st.text(), st.integers(1, 40), st.booleans())
def test_a_cell_has_its_width_whatever_it_says(text, width, right):
    from rich.cells import cell_len

    assert cell_len(fit_text(text, width, right=right)) == width


async def test_a_list_with_cursors_is_read_as_far_as_it_is_scrolled():
    pages = {None: ((1, 2), "a"), "a": ((3, 4), "b"), "b": ((5,), None)}

    class Page:
        def __init__(self, items, following):
            self.items, self.next = items, following

    async def read(cursor, limit):
        return Page(*pages[cursor])

    chain = CursorPages(read)
    assert await chain.fetch(0, 2) == CursorWindow((1, 2), 3)
    assert await chain.fetch(2, 2) == CursorWindow((3, 4), 5)
    assert await chain.fetch(4, 2) == CursorWindow((5,), 5)
    assert await chain.fetch(8, 2) == CursorWindow((), 5)


@pytest.mark.parametrize(
    ("name", "width", "shown"),
    [
        ("public.tax_of(numeric)", 22, "public.tax_of(numeric)"),
        ("public.tax_of(numeric)", 18, "public.tax_of(num…"),
        ("partman.create_partition_id(text)", 27, "part….create_partition_id(…"),
        ("partman.create_partition_id", 24, "par….create_partition_id"),
        ("partman.create_partition_id(text)", 12, "partman.cre…"),
        ("tax_of", 4, "tax…"),
    ],
)
def test_a_name_loses_its_arguments_and_its_schema_before_itself(name, width, shown):
    assert fit_name(name, width) == shown
