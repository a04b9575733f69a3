"""What the list of units and the review of one share: the keys and commands that decide."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual.binding import Binding

from daemon.client import Client
from daemon.wire.decision import Act, NewDecision
from daemon.wire.decision_kinds import DESCRIPTORS, DecisionKind
from daemon.wire.decisions.reject import REASONS
from daemon.wire.role import Permission
from tui.decisions.decision_flow import DecisionFlow
from tui.decisions.decision_target import DecisionTarget
from tui.deck_screen import DeckScreen

WITH_OWN_SCREEN = frozenset({"edit", "merge"})
"""Kinds that need more than a dialog: an editor, or hunks marked in the diff."""
DECISION_KEYS: Mapping[str, str] = {
    kind: descriptor.key for kind, descriptor in DESCRIPTORS.items() if descriptor.key and kind not in WITH_OWN_SCREEN
}


class DecisionScreen(DeckScreen):
    """A screen on which units are decided. Reversible decisions need no confirmation: `u` undoes them."""

    PREFIX: ClassVar[str]
    """The first part of the ids of its actions."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = DecisionFlow(self, self.send)

    # --- what a screen defines

    def target(self) -> DecisionTarget | None:
        """Return what a decision would be about now; None if there is nothing."""
        raise NotImplementedError

    def send(self, decision: NewDecision, target: DecisionTarget) -> None:
        """Send a decision."""
        raise NotImplementedError

    def perform(self, request: Callable[[Client], Act]) -> None:
        """Undo or redo, and show the result."""
        raise NotImplementedError

    @property
    def decided_project(self) -> str:
        """The project in which an act is undone."""
        return self.deck.project

    # --- keys

    async def action_decide(self, kind: str) -> None:
        """Decide on what is shown or selected."""
        if target := self.target():
            await self._flow.start(DecisionKind(kind), target)

    def action_undo(self) -> None:
        """Undo the user's latest act, wherever it was done."""
        project = self.decided_project
        self.perform(lambda client: client.reviews.undo(project))

    def action_redo(self) -> None:
        """Redo what was undone."""
        project = self.decided_project
        self.perform(lambda client: client.reviews.redo(project))

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:
        """Return which permission the user lacks for an action."""
        needed = _needed_permission(action, parameters)
        user = self.deck.user
        if needed is None or user.may(needed):
            return None
        return f"Not for a {user.role.value}: it needs the permission to {needed.value}."

    # --- on the command line

    def argument_handlers(self) -> Mapping[str, Callable[[str], None]]:
        return {f"{self.PREFIX}.{kind}": partial(self._decide_typed, DecisionKind(kind)) for kind in DECISION_KEYS}

    def _decide_typed(self, kind: DecisionKind, argument: str) -> None:
        from tui.decisions.typed_decision import typed_decision

        target = self.target()
        if target is None:
            return
        decision = typed_decision(kind, argument, target.line)
        if decision is None:
            self.deck.toasts.warn("A rejection needs a reason.", f"Begin with one of: {', '.join(REASONS)}.")
        else:
            self.send(decision, target)


def _needed_permission(action: str, parameters: tuple[object, ...]) -> Permission | None:
    if action == "decide":
        return DESCRIPTORS[str(parameters[0])].permission
    if action in ("undo", "redo"):
        return Permission.COMMENT
    return None


def decision_bindings(prefix: str, shown: Iterable[str]) -> dict[str, Binding]:
    """Return the binding of each kind of decision; the footer lists those that are `shown`."""
    listed = frozenset(shown)
    return {
        kind: Binding(key, f"decide('{kind}')", kind, id=f"{prefix}.{kind}", show=kind in listed)
        for kind, key in DECISION_KEYS.items()
    }
