"""A client's request to decide, resolved: names become people, and texts are checked first."""

from dataclasses import dataclass
from difflib import get_close_matches

from daemon.server.checks.check_pool import CheckedSpec, CheckSubject
from daemon.server.errors import ServerError
from daemon.server.http import permissions
from daemon.server.http.caller import Caller
from daemon.server.review.decisions.decision_input import CheckedText, DecisionInput
from daemon.server.review.unit_texts import check_subject
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DESCRIPTORS
from daemon.wire.problem import Flaw
from engine.review import whom_to_notify
from engine.review.refusal import Refusal
from engine.review.text.hunks import apply_hunks, find_hunks
from store import ReadView
from store.access import members, people
from store.access.people import Person
from store.codebase import conversions
from store.core import texts
from store.core.errors import MissingError
from store.review import proposals, reviews

SELF = "me"
DECIDE = "decide"
MAX_NAMES = 20  # of the people that a refusal lists


class MistakesError(ServerError):
    """A text with mistakes cannot be decided on; `flaws` has their places."""

    code = "review.mistakes"
    status = 422

    def __init__(self, checked: CheckedSpec) -> None:
        first, *others = checked.mistakes
        sentence = f"line {first.line}, column {first.column}: {first.sentence.removesuffix('.')}."
        if others:
            sentence += f" There are {len(others)} more."
        super().__init__(sentence, first.hint or "Correct the text; nothing was decided.")
        self.flaws = tuple(Flaw(f"{each.line}:{each.column}", each.sentence) for each in checked.mistakes)


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A text that must be checked before the decision, and the text that it replaces."""

    spec: str
    subject: CheckSubject
    base: str | None
    sql: str


def check_decision_permission(view: ReadView, caller: Caller, body: NewDecision, project: str) -> None:
    """Refuse a caller who may not decide like that; the refusal names a grant that ended."""
    permissions.check_permission(view, caller, DESCRIPTORS[body.kind].permission, project)


def draft_from_request(view: ReadView, conversion: int, body: NewDecision) -> DecisionDraft | None:
    """Return the text that a decision brings, if any; the text of a merge is built from the hunks taken."""
    is_merge = "hunks" in DESCRIPTORS[body.kind].fields and body.proposal is not None
    if body.spec is None and not is_merge:
        return None
    subject = check_subject(view, conversion)
    spec = body.spec
    if spec is None:
        spec = _merged(view, conversion, body, subject.base or "")
    return DecisionDraft(
        spec, subject, reviews.get(view, conversion).standing.spec, conversions.get(view, conversion).sql
    )


def input_from_request(
    view: ReadView,
    body: NewDecision,
    actor: str,
    project: str,
    draft: DecisionDraft | None = None,
    checked: CheckedSpec | None = None,
) -> DecisionInput:
    """Return the input of a decision, with names resolved to people."""
    if DESCRIPTORS[body.kind].is_comment:
        _check_mentions(view, body.note)
    return DecisionInput(
        kind=body.kind,
        note=body.note,
        reason=body.reason,
        send_back=body.send_back,
        text=_checked_text(draft, checked),
        proposal=body.proposal,
        line=body.line,
        asked=tuple(_person_asked(view, name, actor, project) for name in body.asked),
        seconds=body.seconds,
        blind=body.blind,
    )


def _merged(view: ReadView, conversion: int, body: NewDecision, base: str) -> str:
    proposal = proposals.get(view, body.proposal or 0)
    if proposal.conversion != conversion:
        raise MissingError(f"There is no proposal {proposal.id} for this unit.", "It may belong to another unit.")
    offered = texts.get(view, proposal.spec)
    if body.hunks is None:
        return offered
    if not body.hunks:
        raise Refusal("hunk", "No hunk was chosen.", f"Choose some of 1 to {len(find_hunks(base, offered))}.")
    return apply_hunks(base, offered, body.hunks)


def _checked_text(draft: DecisionDraft | None, checked: CheckedSpec | None) -> CheckedText | None:
    if draft is None or checked is None:
        return None
    return CheckedText(
        spec=draft.spec,
        verdict=checked.verdict or "unverified",
        base=draft.base,
        sql=draft.sql,
        lowered=checked.lowered,
        evidence=checked.evidence,
        links=checked.links,
        correction=checked.correction or None,
    )


def _person_asked(view: ReadView, name: str, actor: str, project: str) -> str:
    """Return the person with this name or account, unless their role in the project may not decide."""
    if name == SELF:
        return actor
    person = _person(view, name)
    role = members.get_role(view, project, person.account)
    if role is not None and DECIDE not in members.get_permissions(view, project, person.account, role):
        sentence = f"{person.name} has the role {role} in this project, which may not decide."
        raise Refusal("nobody", sentence, "Ask somebody else, or ask an admin to change their role.")
    return person.id


def _person(view: ReadView, name: str) -> Person:
    by_account = people.find(view, name)
    if by_account is not None:
        return by_account
    found = people.list_by_name(view, name)
    if len(found) == 1:
        return found[0]
    if found:
        accounts = ", ".join(each.account for each in found)
        raise Refusal("nobody", f"{len(found)} people are called {name}.", f"Use an account: {accounts}.")
    raise _unknown_person(view, name)


def _check_mentions(view: ReadView, note: str) -> None:
    """Refuse a mention of somebody who is not known: they would never learn of it."""
    for name in whom_to_notify.find_mentions(note):
        if people.find(view, name) is None and not people.list_by_name(view, name):
            raise _unknown_person(view, name)


def _unknown_person(view: ReadView, name: str) -> Refusal:
    names = people.list_names(view, MAX_NAMES)
    near = [f"Did you mean {each}?" for each in get_close_matches(name, names, 1)]
    known = f"Known here: {', '.join(names)}."
    return Refusal("nobody", f"Nobody called {name} is known here.", " ".join([*near, known]))
