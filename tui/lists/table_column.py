"""The columns of a list: their cells, and which of them fit in a width."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from rich.cells import cell_len, set_cell_size

from tui.appearance.badges import Tone

Item = TypeVar("Item")
GAP = 2
WIDE, MIDDLE, NARROW = 110, 60, 0  # the narrowest list, in cells, that shows a column
Needs = Mapping[str, int]
LEAST_SCHEMA = 3  # cells of a schema that is shortened
NO_NEEDS: Needs = MappingProxyType({})


def fit_text(text: str, width: int, *, right: bool = False) -> str:
    """Return the text in exactly this many cells; a longer one ends in an ellipsis."""
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…"
    space = " " * (width - length)
    return space + text if right else text + space


def fit_name(name: str, width: int) -> str:
    """Return the name of a unit in exactly this many cells: its schema is shortened before what follows it is cut."""
    schema, dot, rest = name.partition(".")
    short = f"{rest.partition('(')[0]}(…" if "(" in rest else rest
    room = width - cell_len(dot + short)
    if cell_len(name) <= width or cell_len(schema) <= room or room < LEAST_SCHEMA:
        return fit_text(name, width)
    return fit_text(f"{fit_text(schema, room)}{dot}{rest}", width)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and its tone; the `tail` stays where the text is cut, which `fit` does."""

    text: str
    tone: Tone = Tone.PLAIN
    tail: str = ""
    fit: Callable[[str, int], str] = fit_text


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[Item]):
    """One column. A width of 0 takes what the others leave; `least` is the narrowest list that shows it.

    A column that `stretches` gives up cells that its texts do not need, and gets more if there are some to spare.
    `field` is the word that sorts by it: in a query, or by the `value` of a row where a list is read whole.
    """

    title: str
    width: int
    cell: Callable[[Item], Cell]
    least: int = NARROW
    most: int = 10_000
    right: bool = False
    stretches: bool = False
    field: str = ""
    value: Callable[[Item], Any] | None = None


def fit_columns(
    columns: Sequence[TableColumn[Item]], width: int, needs: Needs = NO_NEEDS
) -> list[tuple[TableColumn[Item], int]]:
    """Return the columns that fit in a list of this width, each with its number of cells.

    `needs` has the cells that the longest text of a column takes, by its title.
    """
    kept = [column for column in columns if column.least <= width <= column.most]
    cells = [_least_cells(column, needs) for column in kept]
    rest = width - sum(cells) - GAP * (len(kept) - 1)
    open_ended = [column for column in kept if not column.width]
    wanted = sum(needs.get(column.title, rest) for column in open_ended)
    for place, column in enumerate(kept):
        more = min(needs.get(column.title, 0) - cells[place], rest - wanted)
        if column.stretches and more > 0:
            cells[place] += more
            rest -= more
    share = max(rest // max(len(open_ended), 1), 1)
    return [(column, given or share) for column, given in zip(kept, cells, strict=True)]


def _least_cells(column: TableColumn[Item], needs: Needs) -> int:
    if not column.stretches:
        return column.width
    return min(column.width, max(needs.get(column.title, column.width), cell_len(column.title)))


def text_needs(columns: Sequence[TableColumn[Item]], items: Sequence[Item]) -> Needs:
    """Return the cells that the longest text takes, for the columns whose width depends on it."""
    flexible = [column for column in columns if column.stretches or not column.width]
    return {
        column.title: max([cell_len(column.title), *(_cells(column.cell(item)) for item in items)])
        for column in flexible
    }


def _cells(cell: Cell) -> int:
    return cell_len(cell.text) + cell_len(cell.tail)


def fit_cell(cell: Cell, width: int, *, right: bool) -> str:
    """Return the text of a cell in exactly this many cells, with its tail."""
    tail = cell_len(cell.tail)
    if cell_len(cell.text) + tail <= width:
        return fit_text(cell.text + cell.tail, width, right=right)
    if tail > width // 2:
        return cell.fit(cell.text + cell.tail, width)
    return cell.fit(cell.text, width - tail) + cell.tail
