"""Policies: the requirements of each project, as the TOML text that an admin set."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from engine.review.policies.policy import Policy
from engine.review.policies.policy_file import read_policy
from engine.review.refusal import Refusal
from store.access import people
from store.access.people import Person
from store.core import journal, texts, times
from store.core.errors import ConflictError
from store.core.transaction import ReadView, WriteTransaction

NEVER_SET = 0  # the revision of the default policy


@dataclass(frozen=True, slots=True)
class PolicyText:
    """The text of a policy, since when, and by whom; an empty text is the default policy."""

    text: str
    revision: int
    changed: str | None
    actor: str | None


def get(view: ReadView, project: str) -> Policy:
    """Return the policy of the project with this id."""
    return _read(get_text(view, project).text)


def get_text(view: ReadView, project: str) -> PolicyText:
    """Return the text of a policy."""
    row = view.row("SELECT text, revision, changed, actor FROM policies WHERE project = ?", project)
    if row is None:
        return PolicyText("", NEVER_SET, None, None)
    return PolicyText(*row)


def set_text(tx: WriteTransaction, project: str, text: str, revision: int | None, actor: str) -> PolicyText:
    """Replace a policy; `revision` is the one the caller saw, or None to not check it."""
    former = get_text(tx, project)
    if revision is not None and revision != former.revision:
        raise ConflictError("The policy was changed since you looked.", former.revision)
    _check_people(tx, read_policy(text))
    fresh = PolicyText(text, former.revision + 1, times.to_text(tx.now), actor)
    tx.execute(
        "INSERT OR REPLACE INTO policies (project, text, revision, actor, changed) VALUES (?, ?, ?, ?, ?)",
        project,
        text,
        fresh.revision,
        actor,
        fresh.changed,
    )
    journal.append(tx, "policy.set", project, {"policy": texts.hash_of(text), "revision": fresh.revision}, actor)
    return fresh


def find_assignees(
    view: ReadView, project: str, unit: int, risk: tuple[str, ...], authors: Iterable[str]
) -> tuple[Person, ...]:
    """Return the people whom the policy asks about a unit; `authors` are the ids of its authors."""
    policy = get(view, project)
    if not policy.askable:
        return ()
    known = {person.account: person for account in policy.askable if (person := people.find(view, account))}
    own = frozenset(person.account for person in known.values() if person.id in set(authors))
    return tuple(known[account] for account in policy.asked(risk, unit, own) if account in known)


def count_decisions_today(view: ReadView, project: str, actor: str) -> int:
    """Return how many units a person approved or rejected since midnight UTC, without undone ones."""
    return view.value(
        "SELECT count(*) FROM decisions JOIN conversions ON conversions.id = conversion"
        " WHERE decisions.actor = ? AND at >= ? AND project = ? AND NOT undone AND word IN ('approve', 'reject')",
        actor,
        times.to_text(view.now)[: len("2026-11-21")],
        project,
    )


def _check_people(view: ReadView, policy: Policy) -> None:
    """Refuse to ask unknown people: they would never be notified."""
    for account in policy.askable:
        if people.find(view, account) is None:
            sentence = f"[[ask]] names {account}, whom nobody knows here."
            raise Refusal("policy", sentence, "Give them a role first: specdeck member add.")


_read = lru_cache(maxsize=64)(read_policy)  # read with every decision, rarely changed
