"""Looking at one unit: its SQL and its spec side by side, what is known about the two, and how else to see them."""

import time

from textual import events
from textual.app import ComposeResult

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.review import Proposal, Review
from tui.diff.content.diff_model import DiffModel
from tui.diff.coverage_bar import Coverage, CoverageBar
from tui.diff.diff_view import DiffView
from tui.review import diff_models, prefetch
from tui.review.attention_timer import AttentionTimer
from tui.review.diff_models import Comparison
from tui.review.panel import Panel
from tui.review.panel_entries import PanelPage
from tui.review.prefetch import PreparedUnit
from tui.review.unit_actions import UnitScreen
from tui.review.unit_heading import UnitHeading

ROOMY = (110, 36)  # cells and lines from which the reasons stand open by themselves
LOW = 18  # lines below which the coverage has no line of its own


class LookingScreen(UnitScreen):
    """A unit as one looks at it. It is drawn anew only where it is another or changed: drawing moves the eye."""

    AUTO_FOCUS = "DiffView"
    DEFAULT_CSS = """
    LookingScreen {
        & CoverageBar.-hidden { display: none; }
        &.-low CoverageBar { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.picture = Comparison.LINKS
        self._found: PreparedUnit | None = None
        self._drawn: tuple[object, ...] = ()

    @property
    def where(self) -> str:
        """The unit's place in a list, in words."""
        return ""

    def body(self) -> ComposeResult:
        yield UnitHeading()
        yield CoverageBar()
        yield DiffView()
        yield Panel()

    def on_mount(self) -> None:
        if self.size.width >= ROOMY[0] and self.size.height >= ROOMY[1]:
            self.query_one(Panel).page = PanelPage.WHY
        self.watch(self.app, "app_focus", self._focused, init=False)
        self.set_interval(60, self._pace)

    # --- what is shown

    def show(self, found: PreparedUnit) -> None:
        """Show a unit, or the same as it stands now: the cursor stays where it is then."""
        review, self._found = found.review, found
        if self.review is None or self.review.item.id != review.item.id:
            self.attention = AttentionTimer(time.monotonic())
            self.picture, self.proposal = Comparison.LINKS, None
        self.review = review
        if self.proposal is not None:
            self.proposal = next((each for each in review.proposals if each.id == self.proposal.id), None)
            self.picture = Comparison.PROPOSAL if self.proposal else Comparison.LINKS
        self._draw()

    def _draw(self) -> None:
        review, blind = self.review, self.sitting.blind
        if review is None:
            return
        self._head()
        self.query_one(Panel).show(review, blind=blind)
        self._pace()
        mine = self.deck.drafts.of(review.item) if self.proposal else None
        drawn = (review.item.id, self.picture, self.proposal, mine, blind, review.deck, review.comments, review.causes)
        if drawn != self._drawn:
            same = self._drawn[:2] == drawn[:2]
            self._drawn = drawn
            self._picture(*self._model(review, mine), same=same)
        self.refresh_bindings()

    def _picture(self, model: DiffModel, coverage: Coverage, *, same: bool) -> None:
        diff, covered = self.query_one(DiffView), self.query_one(CoverageBar)
        diff.show(model, at=diff.place if same else None)
        covered.set_class(self.sitting.blind or self.picture is not Comparison.LINKS, "-hidden")
        covered.show(coverage)

    def _model(self, review: Review, mine: str | None) -> tuple[DiffModel, Coverage]:
        if self.picture is Comparison.PROPOSAL and self.proposal:
            return diff_models.proposal_model(review, self.proposal, mine), Coverage()
        if self.picture is Comparison.ROUNDTRIP:
            return diff_models.round_trip_model(review), Coverage()
        if self._found is None or self._found.review is not review or self._found.blind != self.sitting.blind:
            self._found = prefetch.prepare_unit(review, blind=self.sitting.blind)
        return self._found.links, self._found.coverage

    def _head(self) -> None:
        if self.review is not None:
            self.query_one(UnitHeading).show(self.review.item, blind=self.sitting.blind, where=self.where)

    def _pace(self) -> None:
        now = time.monotonic()
        self.query_one(Panel).pace(self.sitting.pace(now), self.sitting.nudge(now))

    # --- ways to look

    def action_round_trip(self) -> None:
        """The SQL beside the SQL that the spec means; and back."""
        self._look(Comparison.LINKS if self.picture is Comparison.ROUNDTRIP else Comparison.ROUNDTRIP)

    def _look(self, picture: Comparison, proposal: Proposal | None = None) -> None:
        self.picture, self.proposal = picture, proposal
        self._draw()

    def action_blind(self) -> None:
        """Hide what is known until one has decided, so that one judges by oneself; or show it again."""
        self.sitting.blind = not self.sitting.blind
        self._draw()

    def compare(self, number: int) -> None:
        """Show a proposal beside the text in review."""
        proposals = self.review.proposals if self.review else ()
        proposal = next((each for each in proposals if each.id == number), None)
        self._look(Comparison.PROPOSAL if proposal else Comparison.LINKS, proposal)

    # --- the panel

    def action_page(self, name: str) -> None:
        """Open a page of the panel, or fold the one that is open."""
        panel, page = self.query_one(Panel), PanelPage(name)
        if panel.page is page and panel.has_focus_within:
            panel.fold()
            self.query_one(DiffView).focus()
        else:
            panel.open(page)

    def on_panel_pointed(self, message: Panel.Pointed) -> None:
        diff = self.query_one(DiffView)
        if message.entry.start is not None and self.picture is Comparison.LINKS:
            diff.goto_line(0, diff.model.sides[0].line_at(message.entry.start))

    def on_panel_taken(self, message: Panel.Taken) -> None:
        if message.entry.proposal is not None:
            self.compare(message.entry.proposal)
        elif message.entry.start is not None:
            self._look(Comparison.LINKS)
            self.on_panel_pointed(message)
        self.query_one(DiffView).focus()

    # --- taking hunks

    def action_merge(self) -> None:
        """Compare the only proposal, or choose one; where one is compared take the hunks that are marked."""
        if self.review is None:
            return
        still_open = [proposal for proposal in self.review.proposals if proposal.state == "open"]
        if self.proposal is not None:
            self._merge(self.proposal)
        elif len(still_open) == 1:
            self.compare(still_open[0].id)
            self.deck.say("Space takes or leaves a hunk, m merges those taken.")
        else:
            self.action_page(PanelPage.PROPOSALS)

    def _merge(self, proposal: Proposal) -> None:
        hunks = tuple(hunk.number for hunk in self.query_one(DiffView).model.hunks if hunk.accepted)
        if hunks:
            self.decide(NewDecision(DecisionKind("merge"), proposal=proposal.id, hunks=hunks))
        else:
            self.deck.warn("No hunk is taken.", "Space takes the one under the cursor; a approves the whole proposal.")

    # --- what the diff and the terminal tell

    def spec_line(self) -> int:
        diff = self.query_one(DiffView)
        side, lines = diff.lines
        if self.picture is Comparison.LINKS and side == 0:
            linked = diff.link.lines[1] if diff.link else None
            return linked.start + 1 if linked else 1
        return lines.start + 1

    def on_diff_view_missed(self, message: DiffView.Missed) -> None:
        self.deck.say(message.sentence)

    def on_diff_view_copy_asked(self, message: DiffView.CopyAsked) -> None:
        self.app.copy_to_clipboard(message.text)
        lines = message.text.count("\n") + 1
        self.deck.say("Copied." if lines == 1 else f"Copied {lines} lines.")

    def on_key(self, event: events.Key) -> None:  # noqa: ARG002 - Textual's
        self.attention.touch(time.monotonic())

    def on_mouse_scroll_down(self) -> None:
        self.attention.touch(time.monotonic())

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height < LOW, "-low")

    def _focused(self, has_focus: bool) -> None:  # noqa: FBT001 - a watcher's signature
        if not has_focus:
            self.attention.leave(time.monotonic())
