"""Lists that are read whole are sorted by any column that has a value."""

from tui.lists.sorted_source import sort_rows, sorted_source
from tui.lists.table_column import Cell, TableColumn

ROWS = [("b", 2), ("a", None), ("c", 10)]
COLUMNS = (
    TableColumn("NAME", 0, lambda row: Cell(row[0]), field="name", value=lambda row: row[0]),
    TableColumn("COUNT", 5, lambda row: Cell(str(row[1])), field="count", value=lambda row: row[1]),
    TableColumn("NOTE", 5, lambda row: Cell("")),
)


async def read():
    return ROWS


def names(order):
    return [name for name, _ in sort_rows(ROWS, COLUMNS, order)]


def test_rows_are_sorted_both_ways_and_those_without_a_value_are_last():
    assert (names("name"), names("-name")) == (["a", "b", "c"], ["c", "b", "a"])
    assert (names("count"), names("-count")) == (["b", "c", "a"], ["c", "b", "a"])


def test_an_order_that_no_column_has_leaves_the_rows_as_they_were_read():
    assert names("") == names("note") == ["b", "a", "c"]


async def test_a_source_in_another_order_marks_its_column_and_sorts_every_window():
    source = sorted_source(read, lambda row: row[0], COLUMNS)
    assert source.sort is not None
    assert [column.title for column in source.columns] == ["NAME", "COUNT", "NOTE"]
    other = source.sort("-count")
    assert [column.title for column in other.columns] == ["NAME", "COUNT ▾", "NOTE"]
    page = await other.fetch(1, 1)
    assert (page.items, page.total) == ([("b", 2)], 3)
