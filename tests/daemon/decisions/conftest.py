"""A project of many small units in a real daemon, and people with roles in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from daemon.client import Client
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.member import NewMember
from daemon.wire.role import Role
from tests.plugins.daemon import Daemon

UNITS = 60
RISKY = 4
POLICY = """
[[approvals]]
risk = "high"
n = 2
"""
ROUTINE = """\
CREATE FUNCTION shop.{word}_{number}(quantity integer) RETURNS integer AS $$
BEGIN
    IF quantity > {number} THEN
        RETURN quantity;
    END IF;
    RETURN 0;
END;
$$ LANGUAGE plpgsql;
"""
TEAM = {"vic": Role.VIEWER, "rob": Role.REVIEWER, "rea": Role.REVIEWER, "dev": Role.DEVELOPER, "ada": Role.ADMIN}


@dataclass(frozen=True)
class Shop:
    """The project: `fresh` are numbers of units of which nobody said anything yet, `risky` those that need two."""

    daemon: Daemon
    fresh: Iterator[int]
    risky: Iterator[int]
    name: str = "shop"

    def speak(self, who: str) -> Client:
        """A connection of somebody whose key is pinned to less than their role here."""
        return self.daemon.client_as(Role.VIEWER, who)

    def spec(self, unit: int) -> str:
        with self.daemon.client() as client:
            return client.reviews.get(unit).deck.spec

    def review(self, unit: int):
        with self.daemon.client() as client:
            return client.reviews.get(unit)

    def say(self, who: str, unit: int, word: DecisionKind, revision: int | None = None, **fields):
        with self.speak(who) as client:
            return client.reviews.decide(unit, NewDecision(word, **fields), revision)


def converted(daemon: Daemon, folder, units: int = UNITS, name: str = "shop") -> Shop:
    """A project of so many units, once all are converted."""
    words = ["price"] * (units - RISKY) + ["refund"] * RISKY
    sql = "\n".join(ROUTINE.format(word=word, number=number) for number, word in enumerate(words))
    (folder / "prices.sql").write_text(f"CREATE SCHEMA shop;\n{sql}", encoding="utf-8")
    with daemon.client() as client:
        client.projects.add(name, [str(folder)])
        follow = client.events.follow(0)
        while len(found := [each.id for each in client.conversions.list(name) if each.kind == "function"]) < units:
            next(event for event in follow if event.type == "unit.converted")
        for who, role in TEAM.items():
            client.people.set(name, NewMember(f"key:{who}", role))
        client.people.set_policy(name, POLICY)
    return Shop(daemon, iter(found[:-RISKY]), iter(found[-RISKY:]), name)


@pytest.fixture(scope="module")
def shop(shared_daemon, tmp_path_factory) -> Shop:
    return converted(shared_daemon, tmp_path_factory.mktemp("shop"))


@pytest.fixture
def unit(shop) -> int:
    """A unit of which nobody said anything yet."""
    return next(shop.fresh)


def with_note(spec: str) -> str:
    """Return a spec that means the same: a note, which is lowered to a comment, is added before the parameters."""
    return re.sub(r"^( *)params:", r"\1note: What it costs\n\1params:", spec, count=1, flags=re.MULTILINE)
