"""The columns of the inbox: chosen, moved, sorted by, kept, and as wide as their texts need."""

from daemon.wire.inbox import InboxItem
from store.inbox.fields import FIELDS
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press
from tests.tui.test_without_colour import ITEM
from tui.inbox.column_choice import COLUMNS, ColumnChoice, column_choice, shown_columns
from tui.inbox.unit_columns import UNIT_COLUMNS
from tui.lists.column_order import sorted_by
from tui.lists.row_list import RowList
from tui.lists.table_column import Cell, TableColumn, fit_cell, fit_columns, text_needs

PAIR = (
    TableColumn("UNIT", 0, lambda item: Cell(item[0])),
    TableColumn("RISK", 10, lambda item: Cell(item[1]), stretches=True),
)


def widths(items, width=60):
    return [cells for _, cells in fit_columns(PAIR, width, text_needs(PAIR, items))]


def titles(pilot):
    return pilot.app.screen.query_one(RowList).render_line(0).text.split()


def test_a_long_risk_takes_what_short_names_leave():
    assert widths([("f()", "r" * 30)]) == [28, 30]


def test_long_names_take_what_a_short_risk_leaves():
    assert widths([("f" * 70, "tax")]) == [54, 4]


def test_a_risk_keeps_its_width_beside_a_long_name():
    assert widths([("f" * 70, "r" * 30)]) == [48, 10]


def test_a_title_is_never_cut_by_a_neighbour_that_grows():
    columns = (PAIR[1], TableColumn("ERROR", 0, lambda item: Cell("")))
    needs = text_needs(columns, [("", "r" * 90)])
    assert [cells for _, cells in fit_columns(columns, 60, needs)] == [53, 5]


def test_every_column_can_be_sorted_by():
    assert {column.field for column in (*UNIT_COLUMNS, *COLUMNS.values())} <= set(FIELDS)


def test_columns_at_the_end_give_way_to_the_name_of_the_unit():
    columns = shown_columns(ColumnChoice(("name", "verdict", "source", "lines")))
    assert [column.title for column, _ in fit_columns(columns, 40)] == ["UNIT", "VERDICT"]
    assert [column.title for column, _ in fit_columns(columns, 80)] == ["UNIT", "VERDICT", "FILE", "LINES"]


def test_unknown_columns_are_left_out_and_the_name_is_always_shown():
    assert column_choice(["risk", 3, "nosuch", "risk"], "").names == ("name", "risk")


def test_a_field_sorts_up_then_down_then_not():
    assert [sorted_by(sort, "risk") for sort in ("name", "risk", "-risk")] == ["risk", "-risk", ""]


async def test_chosen_columns_and_their_order_are_kept(demo):
    async with deck(demo) as pilot:
        await press(pilot, "t", "space", "j", "J", "o", "enter")  # state hidden, the name moved down and sorted by
        assert titles(pilot)[:4] == ["KIND", "UNIT", "▴", "VERDICT"]
        assert "by name" in text_of(pilot.app)
    async with deck(demo) as pilot:
        assert titles(pilot)[:4] == ["KIND", "UNIT", "▴", "VERDICT"]
        await press(pilot, "t", "d", "enter")
        assert titles(pilot)[:3] == ["STATE", "UNIT", "KIND"]


async def test_a_choice_that_is_left_changes_nothing(demo):
    async with deck(demo) as pilot:
        before = titles(pilot)
        await press(pilot, "t", "space", "escape")
        assert titles(pilot) == before


async def test_a_click_on_a_title_sorts_by_it(demo):
    async with deck(demo) as pilot:
        for mark in ("▴", "▾"):
            await pilot.click(RowList, offset=(20, 0))
            await press(pilot)
            assert titles(pilot)[1:3] == ["UNIT", mark]


async def test_the_dialog_looks_as_it_was_looked_at(demo, snapshot, size):
    async with deck(demo, size) as pilot:
        await press(pilot, "t", "j", "space")
        snapshot(pilot.app)


def test_an_earlier_definition_is_counted_beside_the_name_even_where_that_is_cut():
    item = InboxItem(**{**ITEM, "name": "billing.a_long_name(text)"}, earlier=12)
    (cell,) = {column.cell(item) for column in UNIT_COLUMNS if column.title == "UNIT"}
    assert fit_cell(cell, 40, right=False).rstrip() == "billing.a_long_name(text) (+12 earlier)"
    assert fit_cell(cell, 30, right=False) == "billing.a_long_… (+12 earlier)"
    assert fit_cell(cell, 12, right=False) == "billing.a_l…"
