"""The lines above the diff: the name of the unit, its state and its verdict."""

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from daemon.client import ClientError
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from daemon.wire.review import FileProof, Review, TrialInfo
from tui.appearance.badges import VERDICT_BADGES, Badge, Tone, badge_for
from tui.inbox.unit_columns import state_badge, unit_label, verdict_badge
from tui.lists.table_column import fit_text
from tui.printable import to_printable

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
    """Two lines: the name and the position in the list, then as many details as fit."""

    DEFAULT_CSS = "UnitHeading { height: 2; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__("Reading the unit…", markup=False)
        self._shown: tuple[Review, bool, str] | None = None

    def show(self, review: Review, *, blind: bool, position: str) -> None:
        """Show a unit; `position` is its place in the list."""
        self._shown = (review, blind, position)
        self._draw()

    def fail(self, error: ClientError | WireError) -> None:
        """Show why there is no unit."""
        self._shown = None
        self.update(Content.styled(to_printable(f"{error.sentence} {error.hint}".strip()), COLOURS[Tone.BAD]))

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._shown is not None:
            review, blind, position = self._shown
            width = self.content_size.width
            lines = [_first(review.item, position, width), _second(review, width, blind=blind)]
            self.update(Content("\n").join(lines))


def _first(item: InboxItem, position: str, width: int) -> Content:
    kind = f"  {item.kind}" if item.name else ""
    name = to_printable(unit_label(item))
    room = width - cell_len(position) - 1
    line = Content.assemble((name, "bold"), (kind, "$foreground-muted"))
    if line.cell_length > room:
        line = Content.styled(fit_text(name, max(room, 1)), "bold")
    return Content.assemble(
        line, " " * (width - line.cell_length - cell_len(position)), (position, "$foreground-muted")
    )


def _second(review: Review, width: int, *, blind: bool) -> Content:
    line = Content("")
    for part in heading_parts(review.item, review.file, review.trial, blind=blind):
        longer = Content.assemble(line, GAP if line else "", part)
        if longer.cell_length > width:
            break
        line = longer
    return line


def heading_parts(
    item: InboxItem, file: FileProof | None, trial: TrialInfo | None = None, *, blind: bool
) -> list[Content]:
    """Return the details of a unit, the most important first. A blind review hides its verdicts and its risk."""
    found = [_marked(state_badge(item)), _marked(HIDDEN if blind else verdict_badge(item))]
    if trial and not blind:
        found += _trial(trial, item.verdict)
    if file and not blind:
        badge = badge_for(VERDICT_BADGES, file.verdict)
        found.append(Content.assemble(("file ", COLOURS[Tone.QUIET]), _marked(badge)))
    tone = Tone.GOOD if item.approvals else Tone.QUIET
    found.append(Content.styled(f"{len(item.approvals)}/{item.needed} approvals", COLOURS[tone]))
    if item.risk and not blind:
        found.append(Content.styled(f"risk {to_printable(', '.join(item.risk))}", COLOURS[Tone.WARN]))
    if item.asked:
        found.append(Content.styled(f"asked {to_printable(', '.join(item.asked))}", COLOURS[Tone.ACCENT]))
    found.append(Content.styled(f"revision {item.revision}", COLOURS[Tone.QUIET]))
    return found


def _trial(trial: TrialInfo, verdict: str) -> list[Content]:
    """Return the verdict of a trial unless the unit has the same, and the figures of a tested one."""
    badge = badge_for(VERDICT_BADGES, trial.verdict)
    figures = trial.sentence.partition("(")[2].rpartition(",")[0] if trial.verdict == "tested" else ""
    parts = [Content.styled(to_printable(figures), COLOURS[Tone.QUIET])] if figures else []
    if trial.verdict == verdict:
        return parts
    marked = _marked(Badge(badge.glyph, f"trial {badge.word}", badge.tone))
    return [Content(" ").join([marked, *parts])]


def _marked(found: Badge) -> Content:
    return Content.assemble((f"{found.glyph} ", COLOURS[found.tone]), (found.word, COLOURS[found.tone]))
