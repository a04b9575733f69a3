"""The first line: the names of the sides, the findings of the current line, or the search being typed."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from tui.diff.content.diff_model import DiffMode
from tui.diff.content.link_kinds import LinkKind
from tui.diff.diff_state import DiffState
from tui.diff.paint.display_line import to_display_line
from tui.diff.paint.painter import RULE, SIGNS, Styles


def names_line(view: DiffState, styles: Styles, widths: Sequence[int]) -> Strip:
    """Return the names above their columns, or in a row above one column; the active side is highlighted."""
    ground = styles("head")
    names = [
        Segment(f" {name} ", styles("head-active") if side == view.side else ground)
        for side, name in enumerate(_names(view))
    ]
    found = Segment(findings_text(view), styles("head-remark"))
    if len(widths) == 1:
        return Strip([*names, found]).adjust_cell_length(widths[0], ground).simplify()
    titles = [[names[0], found], *([name] for name in names[1:])]
    strips = [Strip(title).adjust_cell_length(cells, ground) for title, cells in zip(titles, widths, strict=True)]
    return Strip.join(join_columns(strips, styles)).simplify()


def search_line(text: str, styles: Styles, width: int) -> Strip:
    """Return the search being typed, with a mark that does not blink at its end."""
    return Strip([Segment(f" /{text}▏", styles("head-active"))]).adjust_cell_length(width, styles("head"))


def findings_text(view: DiffState) -> str:
    """Return the findings of the current line."""
    sentences = (to_display_line(finding.sentence).text for finding in view.findings)  # they quote hostile names
    return "  ".join(f"{LinkKind.FINDING.glyph} {sentence}" for sentence in sentences)


def join_columns(strips: Sequence[Strip], styles: Styles) -> list[Strip]:
    """Join columns with a rule between them."""
    rule = Strip([Segment(RULE, styles("rule"))], 1)
    return [part for strip in strips for part in (rule, strip)][1:]


def _names(view: DiffState) -> list[str]:
    names = [to_display_line(side.name).text for side in view.model.sides]
    if view.model.mode is DiffMode.LINKED:
        return names
    return [f"{sign} {name}" for sign, name in zip(SIGNS, names, strict=False)]
