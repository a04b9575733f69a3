"""The columns of a list: their cells, and which of them fit in a width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len, set_cell_size

from tui.appearance.badges import Tone

Item = TypeVar("Item")
GAP = 2
WIDE, MIDDLE, NARROW = 110, 60, 0  # the narrowest list, in cells, that shows a column


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and its tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[Item]):
    """One column. A width of 0 takes what the others leave; `least` is the narrowest list that shows it."""

    title: str
    width: int
    cell: Callable[[Item], Cell]
    least: int = NARROW
    most: int = 10_000
    right: bool = False


def fit_columns(columns: Sequence[TableColumn[Item]], width: int) -> list[tuple[TableColumn[Item], int]]:
    """Return the columns that fit in a list of this width, each with its number of cells."""
    kept = [column for column in columns if column.least <= width <= column.most]
    rest = width - sum(column.width for column in kept) - GAP * (len(kept) - 1)
    elastic = sum(not column.width for column in kept)
    return [(column, column.width or max(rest // elastic, 1)) for column in kept]


def fit_text(text: str, width: int, *, right: bool = False) -> str:
    """Return the text in exactly this many cells; a longer one ends in an ellipsis."""
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…"
    space = " " * (width - length)
    return space + text if right else text + space
