"""Policies: what each project asks for, as the TOML text that an admin gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from engine.review.policy import Policy
from engine.review.policy_file import read_policy
from engine.review.refusal import Refusal
from store import journal, people, texts, times
from store.errors import ConflictError
from store.people import Person
from store.transaction import Transaction, View

NEVER_SET = 0  # the revision of a policy that nobody gave


@dataclass(frozen=True, slots=True)
class Given:
    """A policy's text, since when, and by whom; an empty text is the policy that every project begins with."""

    text: str
    revision: int
    changed: str | None
    actor: str | None


def of(view: View, project: str) -> Policy:
    """The policy of the project with this id."""
    return _read(given(view, project).text)


def given(view: View, project: str) -> Given:
    """The policy as it was given."""
    row = view.row("SELECT text, revision, changed, actor FROM policies WHERE project = ?", project)
    return Given("", NEVER_SET, None, None) if row is None else Given(*row)


def put(tx: Transaction, project: str, text: str, revision: int | None, actor: str) -> Given:
    """Ask for something else from now on; `revision` is the one the caller saw, or None to not care."""
    former = given(tx, project)
    if revision is not None and revision != former.revision:
        raise ConflictError("The policy was changed since you looked.", former.revision)
    _check_people(tx, read_policy(text))
    fresh = Given(text, former.revision + 1, times.text(tx.now), actor)
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


def in_turn(view: View, project: str, unit: int, risk: tuple[str, ...], authors: Iterable[str]) -> tuple[Person, ...]:
    """The people whom the policy asks about a unit; `authors` are the ids of those who wrote the text in review."""
    policy = of(view, project)
    if not policy.askable:
        return ()
    known = {person.account: person for account in policy.askable if (person := people.find(view, account))}
    own = frozenset(person.account for person in known.values() if person.id in set(authors))
    return tuple(known[account] for account in policy.asked(risk, unit, own) if account in known)


def made_today(view: View, project: str, actor: str) -> int:
    """How many units of a project a person approved or rejected since midnight, UTC, without what was taken back."""
    return view.value(
        "SELECT count(*) FROM decisions JOIN conversions ON conversions.id = conversion"
        " WHERE decisions.actor = ? AND at >= ? AND project = ? AND NOT undone AND word IN ('approve', 'reject')",
        actor,
        times.text(view.now)[: len("2026-11-21")],
        project,
    )


def _check_people(view: View, policy: Policy) -> None:
    """Refuse to ask somebody of whom nothing is known: they would never hear of it."""
    for account in policy.askable:
        if people.find(view, account) is None:
            sentence = f"[[ask]] names {account}, whom nobody knows here."
            raise Refusal("policy", sentence, "Give them a role first: specdeck member add.")


_read = lru_cache(maxsize=64)(read_policy)  # asked for with every decision, changed once a month
