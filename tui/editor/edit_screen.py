"""Edit a spec in place. It is checked and proved while it is typed, and no text is lost."""

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

PAUSE_SECONDS = 0.35  # a check starts after a pause in typing
MAX_SHOWN = 4
KEYS = (
    ("ctrl+s", "save"),
    ("ctrl+e", "$EDITOR"),
    ("f8", "next mistake"),
    ("esc", "leave, keep draft"),
    ("ctrl+r", "drop draft"),
)
Check = Callable[[str], Awaitable[CheckResult]]


@dataclass(frozen=True, slots=True)
class EditedSpec:
    """The text when the editor was left; `done` means that it is to be decided on, `dropped` that it is not kept."""

    text: str
    done: bool
    dropped: bool = False


class EditScreen(ModalScreen[EditedSpec]):
    """The text, and below it the result of the last check: mistakes with their lines, or the verdict."""

    DEFAULT_CSS = """
    EditScreen {
        background: $background;
        & SqlArea { width: 1fr; display: none; border-right: solid $panel; }
        & SpecArea { width: 1fr; }
        &.-wide SqlArea { display: block; }
        & .title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
        & #result { height: auto; min-height: 1; max-height: 40%; padding: 0 1; background: $surface; }
        & .keys { height: 1; padding: 0 1; color: $foreground-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "save", id="edit.keep", priority=True),
        Binding("ctrl+e", "outside", "edit in $EDITOR", id="edit.outside", priority=True),
        Binding("f8,ctrl+n", "next_mistake", "next mistake", id="edit.next_mistake", priority=True),
        Binding("ctrl+r", "drop_draft", "drop the draft", id="edit.drop_draft", priority=True),
        Binding("escape", "leave", "leave", id="edit.leave", priority=True),
    ]

    def __init__(self, name: str, text: str, check: Check, *, sql: str, line: int = 1, outside: bool = False) -> None:
        super().__init__()
        self._sql = sql
        self._name = name
        self._text = text
        self._check = check
        self._line = line
        self._begin_outside = outside
        self._checked: CheckResult | None = None
        self._checked_text = ""
        self._keep = False
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static(Content(f"Editing {to_printable(self._name)}"), classes="title", markup=False)
        with Horizontal():
            yield SqlArea(self._sql)
            yield SpecArea(self._text)
        yield Static("", id="result", markup=False)
        yield Static(keys_line(KEYS), classes="keys", markup=False)

    def on_mount(self) -> None:
        self.app.clear_notifications()  # they would cover the result of the check
        self.call_after_refresh(self._go_to_line, self._line)
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
        """Scroll the SQL along with the spec."""
        sql, area = self.query_one(SqlArea), self.area
        share = area.cursor_location[0] / max(area.document.line_count - 1, 1)
        sql.scroll_to(y=round(share * sql.max_scroll_y), animate=False)

    def _check_now(self) -> None:
        if self.area.text != self._checked_text or self._checked is None:
            self.run_worker(self._ask(self.area.text), group="check", exclusive=True)
        else:
            self._show_result()

    async def _ask(self, text: str) -> None:
        self._show(Content.styled("Checking…", "$foreground-muted"))
        try:
            self._checked = await self._check(text)
        except (ClientError, WireError) as error:
            self._checked = None
            self._show(Content.styled(to_printable(f"The check failed: {error.sentence} {error.hint}"), "$warning"))
            return
        self._checked_text = text
        self._show_result()
        if self._keep:
            self.action_keep()

    def _show_result(self) -> None:
        if self._checked is not None:
            self.area.mark(self._checked.mistakes)
            self._show(Content("\n").join(describe_check(self._checked)))

    def _show(self, content: Content) -> None:
        self.query_one("#result", Static).update(content)

    # --- keys

    def action_keep(self) -> None:
        """Save the text once it is checked. If it has mistakes, go to the first one instead."""
        text = self.area.text
        if self._checked is None or text != self._checked_text:
            self._keep = True
            self._check_now()
        elif self._checked.ok:
            self.dismiss(EditedSpec(text, done=True))
        else:
            self._keep = False
            self._go(self._checked.mistakes)
            self._show_result()

    def action_next_mistake(self) -> None:
        """Go to the next mistake; after the last comes the first."""
        if self._checked is not None:
            line, column = self.area.cursor_location
            behind = [each for each in self._checked.mistakes if (each.line - 1, each.column - 1) > (line, column)]
            self._go(behind or self._checked.mistakes)

    def action_outside(self) -> None:
        """Continue in $EDITOR at the same line; its text is checked here."""
        line = self.area.cursor_location[0] + 1
        try:
            text = edit_externally(self.app, self.area.text, line)
        except SuspendNotSupported:
            self._show(Content.styled("$EDITOR needs a terminal; a page in the browser has none.", "$warning"))
        except EditorError as error:
            self.app.notify(f"{error.sentence}\n{error.hint}", severity="error", markup=False)
        else:
            self.area.text = text
            self._go_to_line(line)
        self.area.focus()
        self._check_now()

    def action_leave(self) -> None:
        """Leave; the text becomes a draft."""
        self.dismiss(EditedSpec(self.area.text, done=False))

    def action_drop_draft(self) -> None:
        """Leave without keeping the text; the spec stays as it was."""
        self.dismiss(EditedSpec(self.area.text, done=False, dropped=True))

    def _go_to_line(self, line: int) -> None:
        self.area.move_cursor(min((line - 1, 0), self.area.document.end), center=True)

    def _go(self, mistakes: Sequence[MistakeInfo]) -> None:
        if mistakes:
            place = (mistakes[0].line - 1, mistakes[0].column - 1)
            self.area.move_cursor(min(place, self.area.document.end), center=True)


def describe_check(checked: CheckResult) -> list[Content]:
    """Return the result of a check in a few lines."""
    if not checked.ok:
        lines = [_mistake(mistake) for mistake in checked.mistakes[:MAX_SHOWN]]
        more = len(checked.mistakes) - MAX_SHOWN
        if more > 0:
            lines.append(Content.styled(f"and {more} more", "$foreground-muted"))
        return lines
    found = badge_for(VERDICT_BADGES, checked.verdict or "unverified")
    lines = [Content.styled(str(found), COLOURS[found.tone])]
    details = tuple(filter(None, (*checked.obligations, checked.difference)))
    return lines + [Content(to_printable(sentence)) for sentence in details[:MAX_SHOWN]]


def _mistake(mistake: MistakeInfo) -> Content:
    hint = (f"  {to_printable(mistake.hint)}", "$foreground-muted") if mistake.hint else ""
    where = (f"line {mistake.line}, column {mistake.column}: ", COLOURS[Tone.BAD])
    return Content.assemble(where, to_printable(mistake.sentence), hint)
