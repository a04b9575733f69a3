"""The columns of a list: their cells, and which of them fit in a width."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from rich.cells import cell_len, set_cell_size

from tui.appearance.badges import Tone

Item = TypeVar("Item")
GAP = 2
WIDE, MIDDLE, NARROW = 110, 60, 0  # the narrowest list, in cells, that shows a column
Needs = Mapping[str, int]
NO_NEEDS: Needs = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and its tone; the `tail` stays where the text is cut."""

    text: str
    tone: Tone = Tone.PLAIN
    tail: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[Item]):
    """One column. A width of 0 takes what the others leave; `least` is the narrowest list that shows it.

    A column that `stretches` gives up cells that its texts do not need, and gets more if there are some to spare.
    `field` is the word of the query that sorts by it.
    """

    title: str
    width: int
    cell: Callable[[Item], Cell]
    least: int = NARROW
    most: int = 10_000
    right: bool = False
    stretches: bool = False
    field: str = ""


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
    if not tail or cell_len(cell.text) + tail <= width or tail > width // 2:
        return fit_text(cell.text + cell.tail, width, right=right)
    return fit_text(cell.text, width - tail) + cell.tail


def fit_text(text: str, width: int, *, right: bool = False) -> str:
    """Return the text in exactly this many cells; a longer one ends in an ellipsis."""
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…"
    space = " " * (width - length)
    return space + text if right else text + space
