"""The words and glyphs that a person looks at in a review: at the cursor of the diff, in the panel, in the heading."""

from collections.abc import Iterator, Sequence

from daemon.wire.inbox import InboxItem
from tui.diff.content.diff_model import DiffLink, DiffMode, DiffModel, LinePlace
from tui.diff.content.link_kinds import UNEXPLAINED
from tui.help.glossary import Term, explain, explain_spec
from tui.inbox.unit_columns import state_badge, verdict_badge

SCREEN = "review"


def line_terms(model: DiffModel, place: LinePlace, link: DiffLink | None) -> list[Term]:
    """Return the glyph of a line, the words of its spec, and the kind of the link that is highlighted."""
    if model.mode is not DiffMode.LINKED:
        return []
    line = model.sides[place.side].lines[place.line]
    spec = explain_spec(line) if place.side else []
    return list(dict.fromkeys([*explain(_glyphs(model, place, link), SCREEN), *spec]))


def entry_terms(labels: Sequence[str]) -> list[Term]:
    """Return what the labels of an entry of the panel mean."""
    return explain(labels, SCREEN)


def heading_terms(item: InboxItem, *, blind: bool) -> list[Term]:
    """Return what the state and the verdict of a unit mean."""
    badges = [state_badge(item)] if blind else [state_badge(item), verdict_badge(item)]
    return explain([str(badge) for badge in badges], "inbox")


def _glyphs(model: DiffModel, place: LinePlace, link: DiffLink | None) -> Iterator[str]:
    if kind := model.marks[place.side].get(place.line):
        yield kind.value
    if place.side == 0 and place.line in model.bare:
        yield UNEXPLAINED
    if link is not None:
        yield link.kind.value
