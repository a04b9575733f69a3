"""The review deck: one unit, its SQL and its spec side by side, what is known about the two, and every word on it."""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.client import ClientError
from daemon.wire.decision import Act, NewDecision, Word
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from daemon.wire.review import Proposal, Review
from tui.diff.coverage import Coverage, CoverageBar
from tui.diff.model import Model
from tui.diff.widget import DiffView
from tui.query import Query
from tui.review import ahead, pictures
from tui.review.ahead import Drawn
from tui.review.attention import Attention
from tui.review.deciding import ADVANCING, UnitScreen
from tui.review.entries import Page
from tui.review.panel import Panel
from tui.review.pictures import Picture
from tui.review.refusals import why_not
from tui.review.title import Title
from tui.review.walk import Walk, around

ROOMY = (110, 36)  # cells and lines from which the reasons stand open by themselves
LOW = 18  # lines below which the coverage has no line of its own


class ReviewScreen(UnitScreen):
    """Walks along a list from a unit on it. Each word leads to the next unit; escape leads back to the list."""

    NAME = "review"
    AUTO_FOCUS = "DiffView"
    DEFAULT_CSS = """
    ReviewScreen {
        & CoverageBar.-hidden { display: none; }
        &.-low CoverageBar { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve", "approve", id="review.approve"),
        Binding("r", "reject", "reject", id="review.reject"),
        Binding("e", "edit", "edit", id="review.edit"),
        Binding("s", "skip", "skip", id="review.skip"),
        Binding("u", "undo", "undo", id="review.undo"),
        Binding("f", "flag", "flag", id="review.flag"),
        Binding("c", "comment", "comment", id="review.comment"),
        Binding("m", "merge", "merge", id="review.merge"),
        Binding("full_stop", "go(1)", "next unit", id="review.next", key_display="."),
        Binding("comma", "go(-1)", "previous unit", id="review.previous", key_display=",", show=False),
        Binding("escape", "back", "back", id="review.back", key_display="esc"),
        Binding("A", "approve_alike", "approve all alike", id="review.approve_alike", show=False),
        Binding("R", "reject_alike", "reject all alike", id="review.reject_alike", show=False),
        Binding("E", "edit_outside", "edit in $EDITOR", id="review.edit_outside", show=False),
        Binding("ctrl+r", "redo", "redo", id="review.redo", show=False),
        Binding("d", "round_trip", "round trip", id="review.round_trip", show=False),
        Binding("i", "page('why')", "why look", id="review.why", show=False),
        Binding("p", "page('proposals')", "proposals", id="review.proposals", show=False),
        Binding("H", "page('history')", "history", id="review.history", show=False),
        Binding("b", "blind", "judge blind", id="review.blind", show=False),
    ]

    def __init__(self, query: Query, unit: int, place: int = 0) -> None:
        super().__init__()
        self.walk = Walk(query, unit, place)
        self.picture = Picture.LINKS
        self._found: Drawn | None = None
        self._drawn: tuple[object, ...] = ()

    def body(self) -> ComposeResult:
        yield Title()
        yield CoverageBar()
        yield DiffView()
        yield Panel()

    def on_mount(self) -> None:
        if self.size.width >= ROOMY[0] and self.size.height >= ROOMY[1]:
            self.query_one(Panel).page = Page.WHY
        self.watch(self.app, "app_focus", self._focused, init=False)
        self.set_interval(60, self._pace)

    # --- reading

    async def load(self) -> None:
        walk, unit, blind = self.walk, self.walk.unit, self.sitting.blind
        try:
            found = await self.ask(lambda client: ahead.read(client, [unit], blind=blind, known=walk.at_hand))
        except (ClientError, WireError) as error:
            if self.review is None:
                self.query_one(Title).tell(error)
            raise
        if unit == walk.unit:
            self.show(found[unit])
        walk.keep({**walk.at_hand, **found})
        await self._look_ahead()

    async def _look_around(self) -> None:
        walk, place = self.walk, self.walk.place
        walk.look_around(await self.ask(lambda client: around(client, walk.query, place)))
        self._head()

    async def _look_ahead(self) -> None:
        await self._look_around()
        walk, blind = self.walk, self.sitting.blind
        missing = [unit for unit in walk.near if unit not in walk.at_hand]
        found = await self.ask(lambda client: ahead.read(client, missing, blind=blind, known={}))
        walk.keep({**walk.at_hand, **found})

    def concerns(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith("unit.") for event in events)

    # --- what is shown

    def show(self, found: Drawn) -> None:
        """Show a unit, or the same as it stands now: the cursor stays where it is then."""
        review, self._found = found.review, found
        if self.review is None or self.review.item.id != review.item.id:
            self.attention = Attention(time.monotonic())
            self.picture, self.proposal = Picture.LINKS, None
        self.review = review
        if self.proposal is not None:
            self.proposal = next((each for each in review.proposals if each.id == self.proposal.id), None)
            self.picture = Picture.PROPOSAL if self.proposal else Picture.LINKS
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

    def _picture(self, model: Model, coverage: Coverage, *, same: bool) -> None:
        diff, covered = self.query_one(DiffView), self.query_one(CoverageBar)
        diff.show(model, at=diff.place if same else None)
        covered.set_class(self.sitting.blind or self.picture is not Picture.LINKS, "-hidden")
        covered.show(coverage)

    def _model(self, review: Review, mine: str | None) -> tuple[Model, Coverage]:
        if self.picture is Picture.PROPOSAL and self.proposal:
            return pictures.proposed(review, self.proposal, mine), Coverage()
        if self.picture is Picture.ROUNDTRIP:
            return pictures.round_trip(review), Coverage()
        if self._found is None or self._found.review is not review or self._found.blind != self.sitting.blind:
            self._found = ahead.drawn(review, blind=self.sitting.blind)
        return self._found.links, self._found.coverage

    def _head(self) -> None:
        if self.review is not None:
            self.query_one(Title).show(self.review.item, blind=self.sitting.blind, where=self.walk.where)

    def _pace(self) -> None:
        now = time.monotonic()
        self.query_one(Panel).pace(self.sitting.pace(now), self.sitting.nudge(now))

    # --- going on

    def action_go(self, way: int) -> None:
        """Show the unit so many steps on."""
        unit = self.walk.neighbour(way)
        if unit is not None:
            self._go_to(unit)
        elif self.walk.ends(way):
            self.deck.say("This is the last unit of the list." if way > 0 else "This is the first unit of the list.")
        else:
            self.run_worker(self._go_on(way), group="steps")

    async def _go_on(self, way: int) -> None:
        """Read the list first: keys came faster than it was read ahead."""
        try:
            await self._look_around()
        except (ClientError, WireError) as error:
            self.deck.complain(error)
        else:
            self.action_go(way)

    def _go_to(self, unit: int) -> None:
        found = self.walk.go(unit)
        if found is None:
            self._leave()
            self.refresh_data()
        else:
            self.show(found)
            self.run_worker(self._reading_ahead, group="ahead", exclusive=True)

    def _leave(self) -> None:
        """What is shown until the next unit comes is not to be decided upon any more."""
        if self.review is not None:
            self.query_one(Title).show(self.review.item, blind=self.sitting.blind, where="reading the next…")
        self.review = None
        self.refresh_bindings()

    async def _reading_ahead(self) -> None:
        with suppress(ClientError, WireError):  # it is read when it is wanted, and complained of then
            await self._look_ahead()

    def decided(self, decision: NewDecision) -> None:
        if decision.proposal is not None:
            self.picture, self.proposal = Picture.LINKS, None
            self.refresh_data()
        elif decision.word in ADVANCING and not self.walk.ends(1):
            self.action_go(1)
        else:
            self.refresh_data()

    def acted(self, act: Act) -> None:
        units = [outcome.unit for outcome in act.outcomes if outcome.problem is None]
        if len(units) == 1 and units[0] != self.walk.unit:
            self._go_to(units[0])
        else:
            self.refresh_data()

    def action_back(self) -> None:
        """Fold the panel, then leave what is compared, then the unit."""
        panel = self.query_one(Panel)
        if panel.has_focus_within or (panel.page and self.size.height < ROOMY[1]):
            panel.fold()
            self.query_one(DiffView).focus()
        elif self.picture is not Picture.LINKS:
            self._look(Picture.LINKS)
        else:
            self.app.pop_screen()

    # --- ways to look

    def action_round_trip(self) -> None:
        """The SQL beside the SQL that the spec means; and back."""
        self._look(Picture.LINKS if self.picture is Picture.ROUNDTRIP else Picture.ROUNDTRIP)

    def _look(self, picture: Picture, proposal: Proposal | None = None) -> None:
        self.picture, self.proposal = picture, proposal
        self._draw()

    def action_blind(self) -> None:
        """Hide what is known until one has decided, so that one judges by oneself; or show it again."""
        self.sitting.blind = not self.sitting.blind
        self._draw()

    def action_page(self, name: str) -> None:
        """Open a page of the panel, or fold the one that is open."""
        panel, page = self.query_one(Panel), Page(name)
        if panel.page is page and panel.has_focus_within:
            panel.fold()
            self.query_one(DiffView).focus()
        else:
            panel.open(page)

    def on_panel_pointed(self, message: Panel.Pointed) -> None:
        diff = self.query_one(DiffView)
        if message.entry.start is not None and self.picture is Picture.LINKS:
            diff.goto_line(0, diff.model.sides[0].line_at(message.entry.start))

    def on_panel_taken(self, message: Panel.Taken) -> None:
        if message.entry.proposal is not None:
            self.compare(message.entry.proposal)
        elif message.entry.start is not None:
            self._look(Picture.LINKS)
            self.on_panel_pointed(message)
        self.query_one(DiffView).focus()

    def compare(self, number: int) -> None:
        """Show a proposal beside the text in review."""
        proposals = self.review.proposals if self.review else ()
        proposal = next((each for each in proposals if each.id == number), None)
        self._look(Picture.PROPOSAL if proposal else Picture.LINKS, proposal)

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
            self.action_page(Page.PROPOSALS)

    def _merge(self, proposal: Proposal) -> None:
        hunks = tuple(hunk.number for hunk in self.query_one(DiffView).model.hunks if hunk.accepted)
        if hunks:
            self.decide(NewDecision(Word.MERGE, proposal=proposal.id, hunks=hunks))
        else:
            self.deck.warn("No hunk is taken.", "Space takes the one under the cursor; a approves the whole proposal.")

    def spec_line(self) -> int:
        diff = self.query_one(DiffView)
        side, lines = diff.lines
        if self.picture is Picture.LINKS and side == 0:
            linked = diff.link.lines[1] if diff.link else None
            return linked.start + 1 if linked else 1
        return lines.start + 1

    # --- what may be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str | None:
        """Why a key does nothing now; None if it does."""
        return why_not(self.review, self.proposal, action, self.deck.person)

    # --- what the diff and the terminal tell

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
