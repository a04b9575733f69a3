"""What a client says of a unit, as deciding takes it: names made people, and texts that must be checked first."""

from dataclasses import dataclass

from daemon.server.checks.check_pool import CheckedSpec, CheckSubject
from daemon.server.errors import ServerError
from daemon.server.http import permissions
from daemon.server.http.caller import Caller
from daemon.server.review.decision_input import CheckedText, DecisionInput
from daemon.server.review.unit_texts import check_subject
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DESCRIPTORS
from daemon.wire.problem import Flaw
from engine.review.hunks import apply_hunks, find_hunks
from engine.review.refusal import Refusal
from store import ReadView
from store.access import members, people
from store.access.people import Person
from store.codebase import conversions
from store.core import texts
from store.core.errors import MissingError
from store.review import proposals, reviews

SELF = "me"
DECIDE = "decide"


class MistakesError(ServerError):
    """A text with mistakes is no decision; `flaws` tell where they are."""

    code = "review.mistakes"
    status = 422

    def __init__(self, checked: CheckedSpec) -> None:
        first, count = checked.mistakes[0], len(checked.mistakes)
        more = f" There are {count - 1} more." if count > 1 else ""
        told = first.sentence if first.sentence.endswith(".") else f"{first.sentence}."
        sentence = f"line {first.line}, column {first.column}: {told}{more}"
        super().__init__(sentence, first.hint or "Correct the text; nothing was decided.")
        self.flaws = tuple(Flaw(f"{each.line}:{each.column}", each.sentence) for each in checked.mistakes)


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A text that must be checked before a word is said with it, and what it was written over."""

    spec: str
    subject: CheckSubject
    base: str | None
    sql: str


def check_decision_permission(view: ReadView, speaker: Caller, asked: NewDecision, project: str) -> None:
    """Refuse whoever may not say the word, and tell of a grant that ended."""
    permissions.check_permission(view, speaker, DESCRIPTORS[asked.kind].permission, project)


def draft_from_request(view: ReadView, conversion: int, asked: NewDecision) -> DecisionDraft | None:
    """The text that comes with a word, where one does; that of a merge is made of the hunks that are taken."""
    is_merge = "hunks" in DESCRIPTORS[asked.kind].fields and asked.proposal is not None
    if asked.spec is None and not is_merge:
        return None
    subject = check_subject(view, conversion)
    spec = _merged(view, conversion, asked, subject.base or "") if asked.spec is None else asked.spec
    return DecisionDraft(
        spec, subject, reviews.get(view, conversion).standing.spec, conversions.get(view, conversion).sql
    )


def input_from_request(
    view: ReadView,
    asked: NewDecision,
    actor: str,
    project: str,
    draft: DecisionDraft | None = None,
    checked: CheckedSpec | None = None,
) -> DecisionInput:
    """The word with what belongs to it."""
    return DecisionInput(
        kind=asked.kind,
        note=asked.note,
        reason=asked.reason,
        send_back=asked.send_back,
        text=None if draft is None or checked is None else _checked(draft, checked),
        proposal=asked.proposal,
        line=asked.line,
        asked=tuple(_asked(view, name, actor, project) for name in asked.asked),
        seconds=asked.seconds,
        blind=asked.blind,
    )


def _merged(view: ReadView, conversion: int, asked: NewDecision, base: str) -> str:
    proposal = proposals.get(view, asked.proposal or 0)
    if proposal.conversion != conversion:
        raise MissingError(f"There is no proposal {proposal.id} for this unit.", "It may be one for another unit.")
    offered = texts.get(view, proposal.spec)
    if asked.hunks is None:
        return offered
    if not asked.hunks:
        raise Refusal("hunk", "No hunk is taken.", f"Take some of 1 to {len(find_hunks(base, offered))}.")
    return apply_hunks(base, offered, asked.hunks)


def _checked(draft: DecisionDraft, checked: CheckedSpec) -> CheckedText:
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


def _asked(view: ReadView, name: str, actor: str, project: str) -> str:
    """The person of this name or account, unless their role in the project is one that could do nothing with it."""
    if name == SELF:
        return actor
    person = _person(view, name)
    role = members.get_role(view, project, person.account)
    if role is not None and DECIDE not in members.get_permissions(view, project, person.account, role):
        sentence = f"{person.name} has the role {role} in this project, and cannot decide on what they are asked."
        raise Refusal("nobody", sentence, "Ask somebody else, or have an admin give them another role.")
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
        raise Refusal("nobody", f"{len(found)} people are called {name}.", f"Name one by account: {accounts}.")
    raise Refusal("nobody", f"Nobody called {name} is known here.", "specdeck member list shows who is.")
