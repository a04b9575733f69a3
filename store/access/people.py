"""People: a random id in the journal; an account and a name in a table that can be erased."""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.review.decide import AUTO_LANE
from store.core import ids, journal, times
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction

_OTHERS = {AUTO_LANE: "auto lane"}  # actors that are not people


@dataclass(frozen=True, slots=True)
class Person:
    """A person. `account` is how they connect: `os:1000` for an OS user, `key:alice` for a pinned SSH key."""

    id: str
    account: str
    name: str


def get_or_add(tx: WriteTransaction, account: str, name: str) -> Person:
    """Return the person behind an account, adding them if they are new."""
    row = tx.row("SELECT * FROM people WHERE account = ?", account)
    if row is not None:
        return _person(row)
    person = Person(ids.new("act"), account, name)
    tx.execute("INSERT INTO people VALUES (?, ?, ?, ?)", person.id, account, name, times.to_text(tx.now))
    journal.append(tx, "person.met", person.id, {}, person.id)
    return person


def find(view: ReadView, account: str) -> Person | None:
    """Return the person behind an account, or None if they never connected."""
    return view.one(_person, "SELECT * FROM people WHERE account = ?", account)


def list_by_name(view: ReadView, name: str) -> list[Person]:
    """Return everybody with this name, ignoring case; a pinned key also goes by its own name."""
    rows = view.rows(
        "SELECT * FROM people WHERE name = ?1 COLLATE NOCASE OR account = 'key:' || ?1 ORDER BY account", name
    )
    return [_person(row) for row in rows]


def list_names(view: ReadView, limit: int) -> list[str]:
    """Return the names of the people who are known, in their order."""
    return [row["name"] for row in view.rows("SELECT DISTINCT name FROM people ORDER BY name LIMIT ?", limit)]


def get_name(view: ReadView, actor: str) -> str:
    """Return the name to show for an actor; for an erased person that is their id."""
    return view.value("SELECT name FROM people WHERE id = ?", actor) or _OTHERS.get(actor, actor)


def get_names(view: ReadView, actors: Iterable[str]) -> Mapping[str, str]:
    """Return the name to show for each of these actors; for an erased person that is their id."""
    ids = list(actors)
    known = view.rows("SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each(?))", json.dumps(ids))
    return {actor: _OTHERS.get(actor, actor) for actor in ids} | {row["id"]: row["name"] for row in known}


def exists(view: ReadView, person: str) -> bool:
    """Return whether this id belongs to a person who was not erased."""
    return view.row("SELECT 1 FROM people WHERE id = ?", person) is not None


def add_remark(tx: WriteTransaction, person: str, text: str) -> str:
    """Save a text that a person wrote; return the hash by which the journal refers to it."""
    salt = secrets.token_bytes(16)
    digest = hashlib.sha256(salt + text.encode()).hexdigest()
    tx.execute("INSERT INTO remarks VALUES (?, ?, ?, ?)", digest, person, salt, text)
    return digest


def get_remark(view: ReadView, digest: str) -> str | None:
    """Return the text behind a hash, or None once it is erased."""
    return view.value("SELECT remark FROM remarks WHERE hash = ?", digest)


def erase(tx: WriteTransaction, person: str, actor: str) -> None:
    """Erase a person's name, account and texts; the events stay and still verify."""
    if not tx.execute("DELETE FROM people WHERE id = ?", person):
        raise MissingError(f"There is no person {person}.", "They may have been erased already.")
    tx.execute("DELETE FROM remarks WHERE person = ?", person)
    tx.execute("DELETE FROM replies WHERE actor = ?", person)
    journal.append(tx, "person.erased", person, {}, actor)


def _person(row: sqlite3.Row) -> Person:
    return Person(row["id"], row["account"], row["name"])
