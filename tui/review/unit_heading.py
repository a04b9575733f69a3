"""The lines above the diff: what the unit is, how it stands, and what is known about it."""

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from daemon.client import ClientError
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from tui.appearance.badges import STATE_BADGES, VERDICT_BADGES, Badge, Tone, badge_for
from tui.inbox.unit_columns import unit_label
from tui.printable import to_printable
from tui.widgets.table_column import fit_text

COLOURS = {
    Tone.PLAIN: "",
    Tone.QUIET: "$foreground-muted",
    Tone.ACCENT: "$accent",
    Tone.MIDWAY: "$unit-midway",
    Tone.ASKED: "$unit-asked",
    Tone.GOOD: "$success",
    Tone.WARN: "$warning",
    Tone.BAD: "$error",
}
HIDDEN = Badge("∙", "hidden", Tone.QUIET)
GAP = "   "


class UnitHeading(Static):
    """Two lines; on a narrow terminal the name on one and the state and verdict on the other."""

    DEFAULT_CSS = "UnitHeading { height: 2; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__("Reading the unit…", markup=False)
        self._shown: tuple[InboxItem, bool, str] | None = None

    def show(self, item: InboxItem, *, blind: bool, where: str) -> None:
        """Show another unit, or the same as it stands now; `where` is its place in the list."""
        self._shown = (item, blind, where)
        self._draw()

    def tell(self, error: ClientError | WireError) -> None:
        """Say why there is no unit to show."""
        self._shown = None
        self.update(Content.styled(to_printable(f"{error.sentence} {error.hint}".strip()), COLOURS[Tone.BAD]))

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._shown is not None:
            item, blind, where = self._shown
            width = self.content_size.width
            self.update(Content("\n").join([_first(item, where, width), _second(item, width, blind=blind)]))


def _first(item: InboxItem, where: str, width: int) -> Content:
    kind = f"  {item.kind}" if item.name else ""
    name = to_printable(unit_label(item))
    room = width - cell_len(where) - 1
    line = Content.assemble((name, "bold"), (kind, "$foreground-muted"))
    if line.cell_length > room:
        line = Content.styled(fit_text(name, max(room, 1)), "bold")
    return Content.assemble(line, " " * (width - line.cell_length - cell_len(where)), (where, "$foreground-muted"))


def _second(item: InboxItem, width: int, *, blind: bool) -> Content:
    line = Content("")
    for part in heading_parts(item, blind=blind):
        longer = Content.assemble(line, GAP if line else "", part)
        if longer.cell_length > width:
            break
        line = longer
    return line


def heading_parts(item: InboxItem, *, blind: bool) -> list[Content]:
    """How the unit stands, most needed first; blind, its verdict and its risk are kept back until one has decided."""
    verdict = (
        HIDDEN if blind else Badge("!", "error", Tone.BAD) if item.fault else badge_for(VERDICT_BADGES, item.verdict)
    )
    found = [_marked(badge_for(STATE_BADGES, item.state)), _marked(verdict)]
    tone = Tone.GOOD if item.approvals else Tone.QUIET
    found.append(Content.styled(f"{len(item.approvals)}/{item.needed} approvals", COLOURS[tone]))
    if item.risk and not blind:
        found.append(Content.styled(f"risk {to_printable(', '.join(item.risk))}", COLOURS[Tone.WARN]))
    if item.asked:
        found.append(Content.styled(f"asked {to_printable(', '.join(item.asked))}", COLOURS[Tone.ACCENT]))
    found.append(Content.styled(f"revision {item.revision}", COLOURS[Tone.QUIET]))
    return found


def _marked(found: Badge) -> Content:
    return Content.assemble((f"{found.glyph} ", COLOURS[found.tone]), (found.word, COLOURS[found.tone]))
