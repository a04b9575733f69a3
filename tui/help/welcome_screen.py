"""The welcome: one screen for the first minute. It is shown once; f2 shows it again."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.diff.paint.wrapped_content import wrap_beside

COLUMNS = (
    ("STATE", "what people decided: ○ converted means that nobody has looked"),
    ("VERDICT", "what is known: ≡ proved means that the spec says what the SQL says"),
    ("COVERED", "how much of the SQL steps express; the rest is kept as SQL"),
    ("RISK", "words such as tax that call for a careful reader"),
)
KEYS = (
    ("enter", "opens the unit under the cursor, its SQL beside its spec"),
    ("a", "approves it; u takes back whatever you did"),
    ("/", "finds units: risk:tax, verdict=unverified"),
)
SHARE, MAX_WIDTH, EDGE = 0.9, 84, 7  # the width of the frame, and the cells beside a line
WHY = "A proved spec still needs a reader: the proof says that it means its SQL, not that the SQL is right."


class WelcomeScreen(ModalScreen[None]):
    """Any key closes it."""

    DEFAULT_CSS = """
    WelcomeScreen {
        align: center middle; background: transparent;
        & > VerticalScroll {
            width: 90%; max-width: 84; height: auto; max-height: 100%; padding: 0 2;
            background: $panel; border: round $accent; border-title-color: $accent; scrollbar-size-vertical: 1;
        }
        &.-narrow > VerticalScroll { width: 100%; padding: 0 1; }
    }
    """
    TITLES: ClassVar[tuple[str, str]] = ("Welcome to Specdeck", "any key begins, ? explains any word")

    def compose(self) -> ComposeResult:
        with VerticalScroll() as frame:
            frame.border_title, frame.border_subtitle = self.TITLES
            yield Static(_text(min(int(self.app.size.width * SHARE), MAX_WIDTH) - EDGE), markup=False)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(None)

    def on_click(self) -> None:
        """Close it."""
        self.dismiss(None)


def _text(width: int) -> Content:
    lines = [Content("Each row is a piece of SQL and the spec that was made from it."), Content("")]
    lines += [wrap_beside(Content.styled(f"{name:<9}", "bold"), meaning, width) for name, meaning in COLUMNS]
    lines += [Content(""), Content("Three keys to try:")]
    lines += [wrap_beside(Content.styled(f"{key:<9}", "$accent"), does, width) for key, does in KEYS]
    lines += [Content(""), Content.styled(WHY, "$foreground-muted")]
    return Content("\n").join(lines)
