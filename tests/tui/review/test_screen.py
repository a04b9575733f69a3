"""The review screen on the demo: what it shows, what each key does, and what it asks first."""

import asyncio
import shutil
import threading

import pytest
from textual.widgets import Input, OptionList, Static

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.decisions.reject import REASONS
from daemon.wire.member import NewMember
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, settled, until
from tests.tui.review.conftest import open_unit
from tui.diff.content.diff_model import DiffMode
from tui.diff.diff_view import DiffView
from tui.editor.drafts import draft_folder
from tui.editor.edit_screen import EditScreen
from tui.editor.text_area import SpecArea
from tui.review.panels.panel import Panel

pytestmark = pytest.mark.usefixtures("taken_back")


@pytest.fixture
def taken_back(demo):
    """Whatever a test decided is taken back after it, so that the next one finds the demo as it was."""
    yield
    with demo.client_as(Role.OWNER, "alice") as client:
        for act in client.reviews.acts("erp").items:
            if not act.undone and act.kind not in ("undo", "redo"):
                client.reviews.undo("erp", act.id)
    shutil.rmtree(draft_folder(), ignore_errors=True)


def item(demo, name: str):
    with demo.client() as client:
        return next(client.inbox.list("erp", f'name ~ "^{name}"'))


async def test_it_looks_as_it_was_looked_at(demo, snapshot, size):
    async with deck(demo, size, Role.OWNER) as pilot:
        await open_unit(pilot, "name ~ submit_order")
        snapshot(pilot.app)


async def test_approving_leads_to_the_next_unit_and_records_the_time(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_")
        first = screen.review.item
        await press(pilot, "a")
        assert screen.review.item.id != first.id
        assert pilot.app.session.decided == 1
        assert pilot.app.session.look_seconds[0] >= 0
    assert item(demo, "billing.tax_of").approvals == ("alice",)


async def test_keys_that_come_faster_than_units_are_read_walk_all_the_same(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "kind = table")
        with demo.client() as client:
            units = [unit.id for unit in client.inbox.list("erp", "kind = table")]
        for _ in range(12):
            screen.action_go(1)
        await settled(pilot)
        assert screen.review.item.id == units[12]


async def test_a_unit_that_is_still_being_read_is_not_decided_upon(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_")
        shown = screen.review.item.id
        screen.walk.keep({})
        screen.action_go(1)
        await screen.action_decide("approve")  # at once: the next unit has not come yet
        await settled(pilot)
        assert (screen.review.item.id != shown, pilot.app.session.decided) == (True, 0)


async def test_undo_works_while_a_unit_is_still_being_read(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_")
        await press(pilot, "s")
        screen.walk.keep({})
        screen.action_go(1)
        assert screen.review is None
        screen.action_undo()  # at once: the next unit has not come yet
        await settled(pilot)
        assert "Undid skip" in text_of(pilot.app)


async def test_an_answer_for_a_screen_that_was_left_is_dropped(demo):
    left = threading.Event()
    async with deck(demo) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        asked = asyncio.create_task(screen.ask(lambda _: left.wait()))
        await pilot.press("escape")
        left.set()
        with pytest.raises(asyncio.CancelledError):
            await asked


async def test_a_key_that_is_unavailable_shows_why(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "m")
        assert "There is no proposal to merge." in text_of(pilot.app)


@pytest.mark.parametrize("key", ["c", "e"])
async def test_a_dialog_clears_earlier_toasts(demo, key):
    async with deck(demo, role=Role.OWNER) as pilot:
        await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "m")
        assert pilot.app._notifications
        await press(pilot, key)
        assert not pilot.app._notifications


async def test_an_approval_that_does_not_close_the_unit_says_so(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        await open_unit(pilot, "name ~ billing.tax_of")
        with demo.client() as client:
            client.people.set_policy("erp", '[[approvals]]\nrisk = "high"\nn = 2\n')
            await until(pilot, lambda: pilot.app.screen.review.item.needed == 2)
            await press(pilot, "a")
            message = next(iter(pilot.app._notifications)).message
            assert "It has 1 of 2 approvals." in " ".join(message.split())
            client.people.set_policy("erp", "")


async def test_an_unproved_unit_is_approved_only_with_a_reason(demo, unproved):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, unproved)
        unit = screen.review.item.id
        await press(pilot, "a", "enter")
        assert pilot.app.screen is not screen
        await press(pilot, *"seed", "enter")
        with demo.client() as client:
            await until(pilot, lambda: client.reviews.get(unit).waiver)
            await press(pilot, "u")
            await until(pilot, lambda: not client.reviews.get(unit).waiver)


async def test_a_digit_names_the_reason_of_a_rejection(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "r", "3", *"no", "enter")
        await until(pilot, lambda: screen.review.item.state == "rejected")
        assert "wrong name" in screen.review.history[0].sentence


async def test_no_reason_is_split_over_two_lines(demo):
    async with deck(demo, (40, 12), Role.OWNER) as pilot:
        await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "r")
        shown = text_of(pilot.app)
        assert [reason for number, reason in enumerate(REASONS, 1) if f"{number} {reason}" not in shown] == []


async def test_undo_and_redo_lead_to_the_unit_they_are_about(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_")
        first = screen.review.item.id
        await press(pilot, "a", "u")
        assert (screen.review.item.id, screen.review.item.state) == (first, "converted")
        await press(pilot, "ctrl+r")
        assert screen.review.item.state in ("approved", "written")


async def test_a_broken_text_is_refused_at_its_line_and_not_lost(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "e", "pagedown", "enter", *"x:", "ctrl+s")
        editing = pilot.app.screen
        assert isinstance(editing, EditScreen)
        broken = editing.query_one(SpecArea).text
        await press(pilot, "escape")
        assert screen.review.item.revision == item(demo, "billing.tax_of").revision
    async with deck(demo, role=Role.OWNER) as pilot:
        await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "e")
        assert pilot.app.screen.query_one(SpecArea).text == broken


async def test_a_good_text_is_proved_before_it_is_kept(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "e")
        area = pilot.app.screen.query_one(SpecArea)
        area.text = area.text.replace("tax_of\n", "tax_of\n    note: seen\n", 1)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: "note: seen" in screen.review.deck.spec)
        assert (screen.review.item.verdict, screen.review.item.author) == ("proved", "alice")


async def test_a_conflict_shows_both_decisions(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        screen.is_affected_by = lambda events: False  # a screen that has not heard of it yet
        with demo.client_as(Role.OWNER, "bob") as client:
            client.reviews.decide(screen.review.item.id, NewDecision(DecisionKind.SKIP))
        await press(pilot, "r", "1", "enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "ConflictDialog")
        assert any("bob left it for later" in str(line.render()) for line in pilot.app.screen.query(Static))
        await press(pilot, "t")
        await until(pilot, lambda: screen.review.item.state == "skipped")
        with demo.client_as(Role.OWNER, "bob") as client:
            client.reviews.undo("erp")


@pytest.mark.parametrize("keys", [("r", "1"), ("f",), ("c", "x")], ids=["reject", "flag", "comment"])
async def test_a_change_behind_a_dialog_is_not_decided_on_unseen(demo, keys):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, *keys)
        with demo.client_as(Role.OWNER, "bob") as client:
            client.reviews.decide(screen.review.item.id, NewDecision(DecisionKind.SKIP))
            await until(pilot, lambda: screen.review.item.state == "skipped")  # behind the dialog
            await press(pilot, "enter")
            await until(pilot, lambda: type(pilot.app.screen).__name__ == "ConflictDialog")
            client.reviews.undo("erp")


async def test_a_text_changed_meanwhile_is_not_overwritten(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        spec = screen.review.deck.spec
        await press(pilot, "e")
        pilot.app.screen.query_one(SpecArea).text = spec.replace("tax_of\n", "tax_of\n    note: mine\n", 1)
        theirs = spec.replace("tax_of\n", "tax_of\n    note: theirs\n", 1)
        with demo.client_as(Role.OWNER, "bob") as client:
            client.reviews.decide(screen.review.item.id, NewDecision(DecisionKind.EDIT, spec=theirs))
            await until(pilot, lambda: screen.review.deck.spec == theirs)  # behind the text that is written
            await press(pilot, "ctrl+s")
            await until(pilot, lambda: type(pilot.app.screen).__name__ == "ConflictDialog")
            await press(pilot, "t")
            assert screen.review.deck.spec == theirs
            client.reviews.undo("erp")


async def test_a_comment_is_kept_at_its_line(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "tab", "j", "j", "c", *"why", "enter")
        await until(pilot, lambda: screen.review.comments)
        (comment,) = screen.review.comments
        assert (comment.line, comment.text) == (screen.query_one(DiffView).place.line + 1, "why")


async def test_a_reason_leads_to_its_line(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ submit_order")
        await press(pilot, "i", "enter")
        cause = next(cause for cause in screen.review.causes if cause.start is not None)
        assert screen.query_one(DiffView).place == (0, screen.review.deck.sql.count("\n", 0, cause.start))
        assert screen.query_one(DiffView).has_focus


async def test_a_blind_review_hides_what_is_known(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ submit_order")
        await press(pilot, "b", "i")
        assert "hidden" in str(screen.query_one("UnitHeading").render())
        assert "Hidden" in str(screen.query_one(Panel).query_one(OptionList).get_option_at_index(0).prompt)
        assert screen.query_one(DiffView).model.findings == ()


async def test_the_round_trip_and_back(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ submit_order")
        await press(pilot, "d")
        assert screen.query_one(DiffView).mode is DiffMode.ROUNDTRIP
        await press(pilot, "escape")
        assert screen.query_one(DiffView).mode is DiffMode.LINKED


async def test_flagging_names_whom_to_ask(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "f")
        assert pilot.app.screen.query_one("#names", Input).has_focus
        await press(pilot, "tab", *"look", "enter")
        await until(pilot, lambda: screen.review.item.state == "flagged")


async def test_a_lost_role_is_noticed_at_once_and_no_text_is_lost(demo):
    async with deck(demo, role=Role.REVIEWER, name="rita") as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "r", "1", *"unclear")
        with demo.client() as owner:
            owner.people.set("erp", NewMember("key:rita", Role.VIEWER))
            await until(pilot, lambda: pilot.app.user.reads_only)
            await press(pilot, "enter")
            assert screen.disabled_reason("decide", ("approve",))
            await press(pilot, "colon", "up")
            assert pilot.app.screen.query_one(Input).value == "review.reject wrong meaning: unclear"
            await press(pilot, "escape")
            owner.people.set("erp", NewMember("key:rita", Role.REVIEWER))
            await until(pilot, lambda: screen.disabled_reason("decide", ("approve",)) is None)
            owner.people.remove("erp", "key:rita")


async def test_a_viewer_sees_why(demo):
    async with deck(demo, role=Role.VIEWER, name="vera") as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        assert screen.disabled_reason("decide", ("approve",))
        before = screen.review.item.revision
        await press(pilot, "a")
        assert pilot.app.screen is screen
        assert screen.review.item.revision == before


async def test_a_reason_of_several_lines_leads_to_each_of_them(demo):
    async with deck(demo) as pilot:
        screen = await open_unit(pilot, "risk = tax and kind = function and lines > 20")
        await press(pilot, "i")
        panel, diff = screen.query_one(Panel), screen.query_one(DiffView)
        number = next(n for n, entry in enumerate(panel._entries) if len(entry.places) > 1)
        panel.query_one(OptionList).highlighted = number
        lines = [place.line for place in panel._entries[number].places]
        await press(pilot, "right")
        assert diff.place.line + 1 == lines[1]
        await press(pilot, "left", "left")
        assert diff.place.line + 1 == lines[-1]
        await press(pilot, "enter")
        assert (diff.has_focus, diff.place.line + 1) == (True, lines[-1])
