"""Policies: what each project asks for, as the TOML text that an admin gave."""

from dataclasses import dataclass
from functools import lru_cache

from engine.review.policy import Policy
from engine.review.policy_file import read_policy
from store import journal, texts, times
from store.errors import ConflictError
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
    read_policy(text)
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


def in_turn(view: View, project: str, unit: int, risk: tuple[str, ...], author: str | None) -> tuple[str, ...]:
    """The accounts that the policy asks about a unit; `author` is the id of the person whose edit is in review."""
    own = None if author is None else view.value("SELECT account FROM people WHERE id = ?", author)
    return of(view, project).asked(risk, unit, own)


def made_today(view: View, project: str, actor: str) -> int:
    """How many units of a project a person approved or rejected since midnight, UTC, without what was taken back."""
    return view.value(
        "SELECT count(*) FROM decisions JOIN conversions ON conversions.id = conversion"
        " WHERE decisions.actor = ? AND at >= ? AND project = ? AND NOT undone AND word IN ('approve', 'reject')",
        actor,
        times.text(view.now)[: len("2026-11-21")],
        project,
    )


_read = lru_cache(maxsize=64)(read_policy)  # asked for with every decision, changed once a month
