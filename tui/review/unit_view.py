"""One unit on the screen: its SQL and its spec side by side, what is known about them, and other ways to see them."""

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from daemon.client import ClientError
from daemon.wire.errors import WireError
from daemon.wire.review import Proposal, Review
from tui.diff.content.diff_model import DiffModel
from tui.diff.coverage_bar import CoverageBar, LinkShares
from tui.diff.diff_view import DiffView
from tui.help.glossary import Term
from tui.plural import count_noun
from tui.review import diff_models
from tui.review.cursor_terms import entry_terms, heading_terms, line_terms
from tui.review.diff_models import UnitComparison
from tui.review.differing_lines import DifferingLines
from tui.review.panels.panel import Panel
from tui.review.panels.panel_entries import PanelPage
from tui.review.prefetch import PreparedUnit, prepare_unit
from tui.review.unit_heading import UnitHeading

if TYPE_CHECKING:
    from tui.app import DeckApp

ROOMY = (110, 36)  # the cells and lines from which the reasons are open by default
LOW = 18  # lines below which the coverage is not shown


class UnitView(Vertical):
    """Shows a unit. It is drawn again only where it changed: redrawing draws the eye."""

    DEFAULT_CSS = """
    UnitView {
        height: 1fr;
        & CoverageBar.-hidden { display: none; }
        &.-low CoverageBar { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.review: Review | None = None
        self.proposal: Proposal | None = None  # the proposal that is compared
        self.comparison = UnitComparison.LINKS
        self.position = ""  # of the unit in its list, in words
        self._prepared: PreparedUnit | None = None
        self._drawn: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        yield UnitHeading()
        yield CoverageBar()
        yield DiffView()
        yield Panel()

    def on_mount(self) -> None:
        size = self.app.size
        if size.width >= ROOMY[0] and size.height >= ROOMY[1]:
            self.query_one(Panel).page = PanelPage.WHY

    def on_resize(self, _: events.Resize) -> None:
        self.set_class(self.app.size.height < LOW, "-low")

    @property
    def diff(self) -> DiffView:
        """The diff, where the keys go."""
        return self.query_one(DiffView)

    @property
    def cursor_line(self) -> int:
        """The line of the terminal that the user looks at: in the panel while it has the focus."""
        panel = self.query_one(Panel)
        return panel.region.y if panel.has_focus_within else self.diff.cursor_line

    @property
    def _deck(self) -> "DeckApp":
        return cast("DeckApp", self.app)

    @property
    def _blind(self) -> bool:
        return self._deck.session.blind

    # --- what is shown

    def show(self, prepared: PreparedUnit) -> None:
        """Show a unit. If it is the same as before, the cursor stays where it is."""
        review, self._prepared = prepared.review, prepared
        if self.review is None or self.review.item.id != review.item.id:
            self.comparison, self.proposal = UnitComparison.LINKS, None
        self.review = review
        if self.proposal is not None:
            self.proposal = _proposal_of(review, self.proposal.id)
            if self.proposal is None:
                self.comparison = UnitComparison.LINKS
        self.draw()

    def fail(self, error: ClientError | WireError) -> None:
        """Show why there is no unit."""
        self.query_one(UnitHeading).fail(error)

    def leave(self) -> None:
        """Stop deciding on this unit: the next one is being read."""
        if self.review is not None:
            self.query_one(UnitHeading).show(self.review, blind=self._blind, position="reading the next…")
        self.review = None

    def set_position(self, position: str) -> None:
        """Show where the unit is in its list."""
        self.position = position
        if self.review is not None:
            self.query_one(UnitHeading).show(self.review, blind=self._blind, position=position)

    def draw(self) -> None:
        """Draw whatever changed."""
        review, blind = self.review, self._blind
        if review is None:
            return
        self.set_position(self.position)
        self.query_one(Panel).show(review, blind=blind)
        mine = self._deck.drafts.get(review.item) if self.proposal else None
        drawn = (review.item.id, self.comparison, self.proposal, mine, blind, *_drawn_parts(review))
        if drawn != self._drawn:
            is_same_view = self._drawn[:2] == drawn[:2]
            self._drawn = drawn
            self._draw_diff(*self._model(review, mine), keep_place=is_same_view)
        self.screen.refresh_bindings()

    def _draw_diff(self, model: DiffModel, coverage: LinkShares, *, keep_place: bool) -> None:
        diff, bar = self.diff, self.query_one(CoverageBar)
        diff.show(model, at=diff.place if keep_place else None)
        bar.set_class(self._blind or self.comparison is not UnitComparison.LINKS, "-hidden")
        bar.show(coverage)

    def _model(self, review: Review, mine: str | None) -> tuple[DiffModel, LinkShares]:
        if self.comparison is UnitComparison.PROPOSAL and self.proposal:
            return diff_models.proposal_model(review, self.proposal, mine), LinkShares()
        if self.comparison is UnitComparison.ROUNDTRIP:
            return diff_models.round_trip_model(review, self.proposal), LinkShares()
        if self._prepared is None or self._prepared.review is not review or self._prepared.blind != self._blind:
            self._prepared = prepare_unit(review, blind=self._blind)
        return self._prepared.links, self._prepared.coverage

    # --- other ways to see it

    def toggle_round_trip(self) -> None:
        """Show the SQL beside the SQL generated from the spec, or go back."""
        if self.comparison is UnitComparison.ROUNDTRIP:
            self.look_at(_comparison_of(self.proposal), self.proposal)
        else:
            self.look_at(UnitComparison.ROUNDTRIP, self.proposal)

    def look_at(self, comparison: UnitComparison, proposal: Proposal | None = None) -> None:
        """Show another comparison."""
        self.comparison, self.proposal = comparison, proposal
        self.draw()

    def compare(self, number: int) -> None:
        """Show a proposal beside the spec in review."""
        if self.review is not None:
            proposal = _proposal_of(self.review, number)
            self.look_at(_comparison_of(proposal), proposal)
            self.diff.go_to_first_hunk()

    def spec_line(self) -> int:
        """Return the line of the spec that a comment would be about, counted from 1."""
        side, lines = self.diff.lines
        if self.comparison is UnitComparison.LINKS and side == 0:
            return self._linked_line()
        return lines.start + 1

    def edited_line(self) -> int:
        """Return the line where the editor begins: the one under the cursor, if the spec is shown."""
        if self.comparison is UnitComparison.LINKS:
            return self.spec_line()
        return 1

    def _linked_line(self) -> int:
        """Return the line of the spec that the current SQL is linked to; the first if there is none."""
        link = self.diff.link
        if link is None or link.lines[1] is None:
            return 1
        return link.lines[1].start + 1

    def terms_under_cursor(self) -> list[Term]:
        """Return the words and glyphs that the user looks at, with their meanings."""
        if self.review is None:
            return []
        panel, diff = self.query_one(Panel), self.diff
        if panel.has_focus_within:
            terms = entry_terms(panel.labels_at_cursor())
        else:
            terms = line_terms(diff.model, diff.place, diff.link)
        return list(dict.fromkeys([*terms, *heading_terms(self.review.item, blind=self._blind)]))

    # --- the panel

    def toggle_page(self, page: PanelPage) -> None:
        """Open a page of the panel, or fold the page that is open."""
        panel = self.query_one(Panel)
        if panel.page is page and panel.has_focus_within:
            panel.fold()
            self.diff.focus()
        else:
            panel.open(page)

    def step_back(self) -> bool:
        """Fold the panel, then leave the comparison. Return whether there was anything to leave."""
        panel = self.query_one(Panel)
        if panel.has_focus_within or (panel.page and self.app.size.height < ROOMY[1]):
            panel.fold()
            self.diff.focus()
            return True
        if self.comparison is not UnitComparison.LINKS:
            self.look_at(UnitComparison.LINKS)
            return True
        return False

    def on_panel_pointed(self, message: Panel.Pointed) -> None:
        self.go_to_start(message.entry.start)

    def on_panel_chosen(self, message: Panel.Chosen) -> None:
        if message.entry.differing is not None:
            self._show_difference(message.entry.differing, message.entry.proposal)
        elif message.entry.proposal is not None:
            self.compare(message.entry.proposal)
        elif message.entry.start is not None:
            self.look_at(UnitComparison.LINKS)
            self.go_to_start(message.entry.start)
        self.diff.focus()

    def _show_difference(self, lines: DifferingLines, number: int | None) -> None:
        """Show the round trip of a text at the line where it differs."""
        if self.review is not None:
            self.look_at(UnitComparison.ROUNDTRIP, None if number is None else _proposal_of(self.review, number))
            for side, line in enumerate((lines.original, lines.lowered)):
                if line is not None and line.line <= len(self.diff.model.sides[side].lines):
                    self.diff.goto_line(side, line.line - 1)
                    break

    def go_to_start(self, start: int | None) -> None:
        """Move the cursor to the line of a character of the SQL."""
        if start is not None and self.comparison is UnitComparison.LINKS:
            self.diff.goto_line(0, self.diff.model.sides[0].line_at(start))

    # --- the diff

    def on_diff_view_missed(self, message: DiffView.Missed) -> None:
        self._deck.toasts.refuse(message.sentence)

    def on_diff_view_copy_asked(self, message: DiffView.CopyAsked) -> None:
        self.app.copy_to_clipboard(message.text)
        lines = message.text.count("\n") + 1
        self._deck.toasts.show(f"Copied {count_noun(lines, 'line')}.")


def _proposal_of(review: Review, number: int) -> Proposal | None:
    return next((each for each in review.proposals if each.id == number), None)


def _comparison_of(proposal: Proposal | None) -> UnitComparison:
    return UnitComparison.PROPOSAL if proposal else UnitComparison.LINKS


def _drawn_parts(review: Review) -> tuple[object, ...]:
    """Return the parts of a review that the diff shows."""
    return review.deck, review.comments, review.causes
