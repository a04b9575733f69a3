"""Editing a spec in place: checked and proved while one writes, and nothing that was written is lost."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from daemon.client import ClientError
from daemon.wire.errors import WireError
from daemon.wire.review import CheckResult, MistakeInfo
from tui.appearance.badges import VERDICT_BADGES, Tone, badge_for
from tui.editor.external_editor import EditorError, edit_externally
from tui.editor.text_area import SpecArea, SqlArea
from tui.printable import to_printable
from tui.review.unit_heading import COLOURS
from tui.widgets.dialog import keys_line

PAUSE_SECONDS = 0.35  # a check begins once the fingers rest
MOST_SHOWN = 4
KEYS = (("ctrl+s", "keep it"), ("ctrl+e", "$EDITOR"), ("f8", "next mistake"), ("esc", "leave, nothing is lost"))
Check = Callable[[str], Awaitable[CheckResult]]


@dataclass(frozen=True, slots=True)
class EditedSpec:
    """A text as it was left; `done` tells whether it is to be decided on."""

    text: str
    done: bool


class EditScreen(ModalScreen[EditedSpec]):
    """The text, and below it what is known about it: its mistakes at their lines, or its verdict."""

    DEFAULT_CSS = """
    EditScreen {
        background: $background;
        & SqlArea { width: 1fr; display: none; border-right: solid $panel; }
        & SpecArea { width: 1fr; }
        &.-wide SqlArea { display: block; }
        & .title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
        & #known { height: auto; min-height: 1; max-height: 40%; padding: 0 1; background: $surface; }
        & .keys { height: 1; padding: 0 1; color: $foreground-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep it", id="edit.keep", priority=True),
        Binding("ctrl+e", "outside", "in $EDITOR", id="edit.outside", priority=True),
        Binding("f8,ctrl+n", "next_mistake", "next mistake", id="edit.next_mistake", priority=True),
        Binding("escape", "leave", "leave", id="edit.leave", priority=True),
    ]

    def __init__(self, name: str, text: str, check: Check, *, sql: str, outside: bool = False) -> None:
        super().__init__()
        self._sql = sql
        self._name = name
        self._text = text
        self._check = check
        self._begin_outside = outside
        self._known: CheckResult | None = None
        self._checked_text = ""
        self._keep = False
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static(Content(f"Editing {to_printable(self._name)}"), classes="title", markup=False)
        with Horizontal():
            yield SqlArea(self._sql)
            yield SpecArea(self._text)
        yield Static("", id="known", markup=False)
        yield Static(keys_line(KEYS), classes="keys", markup=False)

    def on_mount(self) -> None:
        self.app.clear_notifications()  # they would lie over the line that tells what is known of the text
        if self._begin_outside:
            self.call_after_refresh(self.action_outside)
        else:
            self._check_now()

    @property
    def area(self) -> SpecArea:
        return self.query_one(SpecArea)

    # --- checking

    def on_text_area_changed(self) -> None:
        self._keep = False
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE_SECONDS, self._check_now)

    def on_text_area_selection_changed(self) -> None:
        """Keep the SQL about where the spec is."""
        sql, area = self.query_one(SqlArea), self.area
        share = area.cursor_location[0] / max(area.document.line_count - 1, 1)
        sql.scroll_to(y=round(share * sql.max_scroll_y), animate=False)

    def _check_now(self) -> None:
        if self.area.text != self._checked_text or self._known is None:
            self.run_worker(self._ask(self.area.text), group="check", exclusive=True)
        else:
            self._tell()

    async def _ask(self, text: str) -> None:
        self._say(Content.styled("checking…", "$foreground-muted"))
        try:
            self._known = await self._check(text)
        except (ClientError, WireError) as error:
            self._known = None
            self._say(
                Content.styled(to_printable(f"It could not be checked: {error.sentence} {error.hint}"), "$warning")
            )
            return
        self._checked_text = text
        self._tell()
        if self._keep:
            self.action_keep()

    def _tell(self) -> None:
        if self._known is not None:
            self.area.mark(self._known.mistakes)
            self._say(Content("\n").join(describe_check(self._known)))

    def _say(self, content: Content) -> None:
        self.query_one("#known", Static).update(content)

    # --- keys

    def action_keep(self) -> None:
        """Decide on the text; one with mistakes, or not yet checked, is not kept: the cursor goes to the mistake."""
        text = self.area.text
        if self._known is None or text != self._checked_text:
            self._keep = True
            self._check_now()
        elif self._known.ok:
            self.dismiss(EditedSpec(text, done=True))
        else:
            self._keep = False
            self._go(self._known.mistakes)
            self._tell()

    def action_next_mistake(self) -> None:
        """Go to the next mistake, from the last to the first."""
        if self._known is not None:
            line, column = self.area.cursor_location
            behind = [each for each in self._known.mistakes if (each.line - 1, each.column - 1) > (line, column)]
            self._go(behind or self._known.mistakes)

    def action_outside(self) -> None:
        """Go on in one's own editor; what it leaves is checked here."""
        try:
            text = edit_externally(self.app, self.area.text)
        except SuspendNotSupported:
            self._say(Content.styled("Another editor needs a terminal of its own, and this is none.", "$warning"))
        except EditorError as error:
            self.app.notify(f"{error.sentence}\n{error.hint}", severity="error", markup=False)
        else:
            self.area.text = text
        self.area.focus()
        self._check_now()

    def action_leave(self) -> None:
        """Put it aside."""
        self.dismiss(EditedSpec(self.area.text, done=False))

    def _go(self, mistakes: Sequence[MistakeInfo]) -> None:
        if mistakes:
            place = (mistakes[0].line - 1, mistakes[0].column - 1)
            self.area.move_cursor(self.area.document.end if place > self.area.document.end else place, center=True)


def describe_check(checked: CheckResult) -> list[Content]:
    """What is known about a text, in a few lines."""
    if not checked.ok:
        lines = [_mistake(mistake) for mistake in checked.mistakes[:MOST_SHOWN]]
        more = len(checked.mistakes) - MOST_SHOWN
        return [*lines, Content.styled(f"and {more} more", "$foreground-muted")] if more > 0 else lines
    found = badge_for(VERDICT_BADGES, checked.verdict or "unverified")
    lines = [Content.styled(str(found), COLOURS[found.tone])]
    said = (*checked.obligations, *([checked.difference] if checked.difference else []))
    return lines + [Content(to_printable(sentence)) for sentence in said[:MOST_SHOWN]]


def _mistake(mistake: MistakeInfo) -> Content:
    hint = (f"  {to_printable(mistake.hint)}", "$foreground-muted") if mistake.hint else ""
    where = (f"line {mistake.line}, column {mistake.column}: ", COLOURS[Tone.BAD])
    return Content.assemble(where, to_printable(mistake.sentence), hint)
