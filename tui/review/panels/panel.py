"""The panel below the diff: one line with the number of entries on each page, and a list that folds away."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from daemon.wire.review import Review
from tui.review.panels.panel_entries import PanelEntry, PanelPage, page_counts, page_entries
from tui.widgets.choice_list import ChoiceList

ROOMY = 36  # lines of the terminal from which the list is higher; its height never depends on the unit
EDGE = 3  # the cells beside an entry, including the scrollbar
KEYS = {PanelPage.WHY: "i", PanelPage.PROPOSALS: "p", PanelPage.HISTORY: "H"}


class Panel(Vertical):
    """Reasons to look, proposals and history: one page at a time, or folded to its line of counts."""

    HELP_TITLE = "Below the diff"

    DEFAULT_CSS = """
    Panel {
        height: auto; max-height: 40vh;
        & > Static { height: 1; padding: 0 1; background: $surface; }
        & > OptionList {
            height: 6; border: none; padding: 0 1; background: $background; display: none;
            scrollbar-size-vertical: 1;
            &:focus { border: none; }
            & > .option-list--option-highlighted { background: $background; color: $foreground; text-style: none; }
            &:focus > .option-list--option-highlighted {
                background: $surface-lighten-2; text-style: $block-cursor-text-style;
            }
        }
        &.-open > OptionList { display: block; }
        &.-roomy > OptionList { height: 8; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "step(1)", "next place of the reason", id="panel.next_place", show=False),
        Binding("left,h", "step(-1)", "previous place of the reason", id="panel.previous_place", show=False),
    ]

    class EntryMessage(Message):
        """A message about an entry."""

        def __init__(self, entry: PanelEntry) -> None:
            super().__init__()
            self.entry = entry

    class Pointed(EntryMessage):
        """The cursor is on an entry about a place in the SQL or a proposal."""

    class Chosen(EntryMessage):
        """An entry was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.page: PanelPage | None = None
        self._review: Review | None = None
        self._blind = False
        self._pace = Content("")
        self._entries: tuple[PanelEntry, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(markup=False)
        yield ChoiceList(markup=False)

    def show(self, review: Review, *, blind: bool) -> None:
        """Show the entries of a unit, on the page that is open."""
        self._review, self._blind = review, blind
        self._draw()

    def show_pace(self, pace: str, nudge: str) -> None:
        """Show the pace of the session, or a suggestion."""
        self._pace = Content.styled(pace, "$foreground-muted")
        if nudge:
            self._pace = Content.styled(nudge, "$warning")
        self._draw_counts()

    def open(self, page: PanelPage) -> None:
        """Open a page and focus it."""
        self.page = page
        self._draw()
        self.query_one(OptionList).focus()

    def fold(self) -> None:
        """Close the list; the line of counts stays."""
        self.page = None
        self._draw()

    def labels_at_cursor(self) -> list[str]:
        """Return the labels of the entry under the cursor."""
        number = self.query_one(OptionList).highlighted
        if number is None or number >= len(self._entries):
            return []
        return [label.plain for label, _ in self._entries[number].labels]

    def action_step(self, steps: int) -> None:
        """Go to another place of the entry under the cursor."""
        listed = self.query_one(OptionList)
        number = listed.highlighted
        if number is not None and number < len(self._entries):
            entry = self._entries[number].at_next_place(steps)
            self._entries = (*self._entries[:number], entry, *self._entries[number + 1 :])
            listed.replace_option_prompt_at_index(number, entry.to_content(self.size.width - EDGE))
            self.post_message(self.Pointed(entry))

    def _draw(self) -> None:
        if self._review is None:
            return
        self.set_class(self.page is not None, "-open")
        self._draw_counts()
        listed = self.query_one(OptionList)
        self._entries = page_entries(self._review, self.page, blind=self._blind) if self.page else ()
        at, width = listed.highlighted or 0, self.size.width - EDGE
        with listed.prevent(OptionList.OptionHighlighted):
            listed.clear_options()
            listed.add_options(Option(entry.to_content(width)) for entry in self._entries)
            listed.highlighted = min(at, len(self._entries) - 1) if self._entries else None

    def on_resize(self) -> None:
        self.set_class(self.app.size.height >= ROOMY, "-roomy")
        self._draw()

    def _draw_counts(self) -> None:
        if self._review is None:
            return
        counts = self._counts(self._review)
        line = self.query_one(Static)
        space = line.content_size.width - counts.cell_length - self._pace.cell_length
        line.update(Content.assemble(counts, " " * space, self._pace) if space > 1 else counts)

    def _counts(self, review: Review) -> Content:
        parts: list[Content] = []
        for page, count in page_counts(review, blind=self._blind).items():
            number = "∙" if count is None else str(count)
            label = Content.styled(f"{page} {number}", self._page_style(page, count))
            parts.append(Content.assemble((KEYS[page], "$foreground-muted"), " ", label))
        return Content("   ").join(parts)

    def _page_style(self, page: PanelPage, count: int | None) -> str:
        if page is self.page:
            return "bold $accent"
        return "" if count else "$foreground-muted"

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index < len(self._entries):
            self.post_message(self.Pointed(self._entries[event.option_index]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._entries[event.option_index]))
