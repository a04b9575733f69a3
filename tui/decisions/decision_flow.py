"""From a key to a decision: ask what its kind needs, then hand it over to be sent."""

from collections.abc import Callable, Sequence
from functools import partial

from daemon.client import ClientError
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DESCRIPTORS, DecisionKind
from daemon.wire.errors import WireError
from tui.decisions.decision_target import DecisionTarget
from tui.deck_screen import DeckScreen

Send = Callable[[NewDecision, DecisionTarget], None]


class DecisionFlow:
    """Asks for a decision over a screen. Leaving the dialog decides nothing."""

    def __init__(self, screen: DeckScreen, send: Send) -> None:
        self._screen = screen
        self._send = send

    async def start(self, kind: DecisionKind, target: DecisionTarget) -> None:
        """Decide on a target. What was typed before and could not be sent is offered again."""
        from tui.decisions.decision_dialogs import decision_dialog

        descriptor = DESCRIPTORS[kind]
        proposal = target.proposal if "proposal" in descriptor.fields else None
        try:
            people = await self._colleagues(target.project) if "asked" in descriptor.fields else ()
        except (ClientError, WireError) as error:
            self._screen.deck.report(error)
            return
        dialog = decision_dialog(target, self._screen.deck.unsent.get(target.item, kind, proposal), people)
        if dialog is None:
            self._send(NewDecision(kind, proposal=proposal), target)
        else:
            self._screen.app.push_screen(dialog, partial(self._answer, target))

    def _answer(self, target: DecisionTarget, decision: NewDecision | None) -> None:
        if decision is not None:
            self._send(decision, target)

    async def _colleagues(self, project: str) -> Sequence[str]:
        """Return the names of the other members of a project."""
        members = await self._screen.ask(lambda client: client.people.list(project).items)
        return [member.name for member in members if not member.you]
