"""What the inbox shows where it has no units: no project, nothing read yet, nothing found, or all reviewed."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from daemon.wire.inbox import DEFAULT_QUERY, InboxCounts
from tui.appearance.badges import STATE_BADGES, badge_for
from tui.inbox.unit_query import UnitQuery
from tui.plural import count_noun

NO_PROJECT = "No project yet.\nIn the folder of your SQL, type: specdeck init\nOr try the demo first: specdeck demo"
NO_UNIT = "No units yet.\nThey appear as the files of the project are read; J shows the jobs that read them."
NO_MATCH = "No unit matches.\nesc shows all units, / changes the query."


def empty_text(query: UnitQuery, counts: InboxCounts, hint: str) -> str:
    """Return what an empty list shows; `hint` is what the query may have meant."""
    if not query.project:
        return NO_PROJECT
    if not query.where or not counts.total:
        return NO_UNIT
    return "\n".join(filter(None, (NO_MATCH, hint)))


def is_all_reviewed(query: UnitQuery, counts: InboxCounts) -> bool:
    """Return whether the list of open units is empty because all of them are decided."""
    is_read = counts.files_done >= counts.files
    return query.where == DEFAULT_QUERY and bool(counts.total) and not counts.open and is_read


class AllReviewed(Vertical):
    """The end of the work: what was decided, and what can be done next."""

    DEFAULT_CSS = """
    AllReviewed {
        height: 1fr; align: center middle; display: none;
        & > Static { width: auto; max-width: 90%; }
        &.-shown { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._counts: InboxCounts | None = None

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def show(self, counts: InboxCounts | None) -> None:
        """Show the end for these counts; None hides it."""
        self.set_class(counts is not None, "-shown")
        if counts is not None and counts != self._counts:
            self._counts = counts
            self.query_one(Static).update(Content("\n").join(_lines(counts)))


def _lines(counts: InboxCounts) -> list[Content]:
    files = f" in {count_noun(counts.files, 'file')}" if counts.files else ""
    return [
        Content.styled("All reviewed", "bold $success"),
        Content(""),
        Content(f"{count_noun(counts.total, 'unit')}{files}, none of them open."),
        *(_state_line(state, count) for state, count in sorted(counts.states.items(), key=lambda each: -each[1])),
        Content(""),
        Content.assemble(("esc", "$accent"), " shows all units, ", ("u", "$accent"), " undoes your last decision."),
        Content.styled("New SQL, drift and edited spec files appear here.", "$foreground-muted"),
    ]


def _state_line(state: str, count: int) -> Content:
    badge = badge_for(STATE_BADGES, state)
    return Content(f"  {count:>6}  {badge.glyph} {badge.word}")
