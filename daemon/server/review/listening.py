"""What a client says of a unit, as deciding takes it: names made people, and texts that must be checked first."""

from dataclasses import dataclass

from daemon.server import permissions
from daemon.server.checking import Checked, Subject
from daemon.server.errors import ServerError
from daemon.server.review.say import KINDS, CheckedText, Say
from daemon.server.review.unit import subject_of
from daemon.server.speaker import Speaker
from daemon.wire.decision import NewDecision, Word
from daemon.wire.problem import Flaw
from daemon.wire.role import Permission
from engine.review.hunks import hunks, take
from engine.review.refusal import Refusal
from store import View, conversions, members, people, proposals, reviews, texts
from store.errors import MissingError
from store.people import Person

ONESELF = "me"
DECIDE = "decide"
WITH_TEXT = frozenset({Word.EDIT, Word.MERGE, Word.REJECT})


class MistakesError(ServerError):
    """A text with mistakes is no decision; `flaws` tell where they are."""

    code = "review.mistakes"
    status = 422

    def __init__(self, checked: Checked) -> None:
        first, count = checked.mistakes[0], len(checked.mistakes)
        more = f" There are {count - 1} more." if count > 1 else ""
        told = first.sentence if first.sentence.endswith(".") else f"{first.sentence}."
        sentence = f"line {first.line}, column {first.column}: {told}{more}"
        super().__init__(sentence, first.hint or "Correct the text; nothing was decided.")
        self.flaws = tuple(Flaw(f"{each.line}:{each.column}", each.sentence) for each in checked.mistakes)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that must be checked before a word is said with it, and what it was written over."""

    spec: str
    subject: Subject
    base: str | None
    sql: str


def permit(view: View, speaker: Speaker, asked: NewDecision, project: str) -> None:
    """Refuse whoever may not say the word, and tell of a grant that ended."""
    permissions.check(view, speaker, Permission(KINDS[asked.word].permission), project)


def draft_of(view: View, conversion: int, asked: NewDecision) -> Draft | None:
    """The text that comes with a word, where one does; that of a merge is made of the hunks that are taken."""
    merging = asked.word is Word.MERGE and asked.proposal is not None
    if asked.word not in WITH_TEXT or not (merging or asked.spec is not None):
        return None
    subject = subject_of(view, conversion)
    spec = _merged(view, conversion, asked, subject.base or "") if asked.spec is None else asked.spec
    return Draft(spec, subject, reviews.get(view, conversion).standing.spec, conversions.get(view, conversion).sql)


def say_of(
    view: View, asked: NewDecision, actor: str, project: str, draft: Draft | None = None, checked: Checked | None = None
) -> Say:
    """The word with what belongs to it."""
    return Say(
        word=asked.word,
        words=asked.words,
        reason=asked.reason,
        send_back=asked.send_back,
        text=None if draft is None or checked is None else _checked(draft, checked),
        proposal=asked.proposal,
        line=asked.line,
        asked=tuple(_asked(view, name, actor, project) for name in asked.asked),
        seconds=asked.seconds,
        blind=asked.blind,
    )


def _merged(view: View, conversion: int, asked: NewDecision, base: str) -> str:
    proposal = proposals.get(view, asked.proposal or 0)
    if proposal.conversion != conversion:
        raise MissingError(f"There is no proposal {proposal.id} for this unit.", "It may be one for another unit.")
    offered = texts.get(view, proposal.spec)
    if asked.hunks is None:
        return offered
    if not asked.hunks:
        raise Refusal("hunk", "No hunk is taken.", f"Take some of 1 to {len(hunks(base, offered))}.")
    return take(base, offered, asked.hunks)


def _checked(draft: Draft, checked: Checked) -> CheckedText:
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


def _asked(view: View, name: str, actor: str, project: str) -> str:
    """The person of this name or account, unless their role in the project is one that could do nothing with it."""
    if name == ONESELF:
        return actor
    person = _person(view, name)
    role = members.role_of(view, project, person.account)
    if role is not None and DECIDE not in members.permissions_of(view, project, person.account, role):
        sentence = f"{person.name} has the role {role} in this project, and cannot decide on what they are asked."
        raise Refusal("nobody", sentence, "Ask somebody else, or have an admin give them another role.")
    return person.id


def _person(view: View, name: str) -> Person:
    by_account = people.find(view, name)
    if by_account is not None:
        return by_account
    found = people.called(view, name)
    if len(found) == 1:
        return found[0]
    if found:
        accounts = ", ".join(each.account for each in found)
        raise Refusal("nobody", f"{len(found)} people are called {name}.", f"Name one by account: {accounts}.")
    raise Refusal("nobody", f"Nobody called {name} is known here.", "specdeck member list shows who is.")
