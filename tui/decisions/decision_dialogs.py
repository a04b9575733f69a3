"""The dialog of each kind of decision. A kind without one of its own is asked by the prompts that describe it."""

from collections.abc import Callable, Mapping, Sequence

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DESCRIPTORS
from tui.decisions.decision_target import DecisionTarget
from tui.dialogs.comment_dialog import CommentDialog
from tui.dialogs.flag_dialog import FlagDialog
from tui.dialogs.prompt_dialog import PromptDialog
from tui.dialogs.reject_dialog import RejectDialog
from tui.dialogs.waiver_dialog import WaiverDialog
from tui.widgets.dialog import Dialog

DecisionDialog = Dialog[NewDecision]
MakeDialog = Callable[[DecisionTarget, NewDecision, Sequence[str]], DecisionDialog | None]


def decision_dialog(target: DecisionTarget, draft: NewDecision, people: Sequence[str]) -> DecisionDialog | None:
    """Return the dialog that completes a decision; None if nothing needs to be asked."""
    return DIALOGS.get(draft.kind, _prompts)(target, draft, people)


def _approval(target: DecisionTarget, draft: NewDecision, _: Sequence[str]) -> DecisionDialog | None:
    if target.waived_verdict:
        return WaiverDialog(target.label, target.waived_verdict, draft)
    return None


def _rejection(target: DecisionTarget, draft: NewDecision, _: Sequence[str]) -> DecisionDialog:
    return RejectDialog(target.label if draft.proposal is None else "this proposal", draft)


def _flag(target: DecisionTarget, draft: NewDecision, people: Sequence[str]) -> DecisionDialog:
    return FlagDialog(target.label, people, draft)


def _comment(target: DecisionTarget, draft: NewDecision, _: Sequence[str]) -> DecisionDialog:
    return CommentDialog(target.line, target.line_text, draft)


def _prompts(target: DecisionTarget, draft: NewDecision, _: Sequence[str]) -> DecisionDialog | None:
    descriptor = DESCRIPTORS[draft.kind]
    if descriptor.prompts:
        return PromptDialog(descriptor, target.label, draft)
    return None


DIALOGS: Mapping[str, MakeDialog] = {
    "approve": _approval,
    "reject": _rejection,
    "flag": _flag,
    "comment": _comment,
}
