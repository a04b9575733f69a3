"""A kind of decision without a dialog of its own is asked by the prompts that describe it."""

from textual.app import App
from textual.widgets import Input

from daemon.wire.decision import NewDecision
from daemon.wire.decision_descriptor import DecisionDescriptor, DecisionPrompt
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.role import Permission
from tui.dialogs.prompt_dialog import PromptDialog

DESCRIPTOR = DecisionDescriptor(
    kind="flag",
    permission=Permission.COMMENT,
    label="flag it",
    past_tense="flagged",
    history="flagged it",
    prompts=(DecisionPrompt("asked", "Whom?"), DecisionPrompt("note", "Why?", required=True)),
)


async def answer(*keys: str) -> list[NewDecision | None]:
    """Press keys in the dialog, and return its answers."""
    answers: list[NewDecision | None] = []
    app: App[None] = App()
    async with app.run_test() as pilot:
        app.push_screen(PromptDialog(DESCRIPTOR, "a unit", NewDecision(DecisionKind("flag"))), answers.append)
        await pilot.pause()
        app.screen.query_one("#asked", Input).focus()
        await pilot.press(*keys)
        await pilot.pause()
    return answers


async def test_each_answer_fills_its_field():
    (decision,) = await answer(*"bob", "tab", *"look", "enter")
    assert (decision.asked, decision.note) == (("bob",), "look")


async def test_nothing_is_decided_without_a_required_answer():
    assert await answer(*"bob", "enter") == []


async def test_escape_leaves_without_an_answer():
    assert await answer("escape") == [None]
