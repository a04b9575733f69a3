"""Strips that cost few bytes: a change of style takes about forty, and only the background of a blank is visible."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.diff.content.diff_model import TextRange


def merge_styles(segments: Iterable[Segment]) -> Strip:
    """Return segments that look the same with as few changes of style as possible."""
    kept: list[Segment] = []
    for text, style, _ in segments:
        last = kept[-1] if kept else None
        if last is None or not (last.style == style or _blend(last, text, style)):
            kept.append(Segment(text, style))
        else:
            kept[-1] = Segment(last.text + text, style if last.text.isspace() else last.style)
    return Strip(kept)


def changed_cells(old: Strip, new: Strip) -> TextRange | None:
    """Return the cells from the first that looks different to the last."""
    if old is new:
        return None
    cells = zip_longest(_cells(old), _cells(new))
    changed = [number for number, (one, other) in enumerate(cells) if one != other]
    if not changed:
        return None
    return TextRange(changed[0], changed[-1] + 1)


def _blend(last: Segment, text: str, style: Style | None) -> bool:
    blank = text.isspace() or last.text.isspace()
    return blank and _ground(last.style) == _ground(style) and not _ground(style)[1]


def _ground(style: Style | None) -> tuple[object, bool]:
    """Return what is visible of a blank: its background, and whether anything else is."""
    if style is None:
        return None, False
    return style.bgcolor, bool(style.underline or style.reverse or style.strike)


def _cells(strip: Strip) -> Iterator[tuple[str, object]]:
    for text, style, _ in strip:
        for char in text:
            for _ in range(get_character_cell_size(char)):
                yield char, _ground(style) if char == " " else style
