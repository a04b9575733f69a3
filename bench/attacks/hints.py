"""Attacks by hints: the same hint beside another statement, or elsewhere in its own."""

import random
from collections.abc import Iterator

from attacks.pair import Pair

STATEMENTS = (
    "SELECT hinted() FROM o", "SELECT hinted() + 1 FROM o WHERE k = 1", "SELECT k FROM o WHERE hinted() = 1",
    "SELECT k FROM (SELECT k FROM o WHERE hinted() = k) z", "SELECT hinted() UNION SELECT hinted()",
)  # fmt: skip
HINTS = ("/*+ SeqScan(o) */", "/*+ IndexScan(o) */", "/* plain */", "-- + no hint\n")
CALLS = ("SELECT f()",)


def hint_pairs(chance: random.Random) -> Iterator[Pair]:
    """One list of statements with two ways to put hints into it."""
    statements = [f"PERFORM k FROM (SELECT 1 AS k) z; PERFORM {chance.choice(STATEMENTS)[7:]};" for _ in range(2)]
    body = " ".join(statements)
    blanks = [at for at, letter in enumerate(body) if letter == " "]
    hint = chance.choice(HINTS)
    for _ in range(4):
        one, other = (chance.choice(blanks) for _ in range(2))
        there = hint if chance.random() < 0.8 else chance.choice(HINTS)
        yield Pair("hints", _function(_put(body, one, hint)), _function(_put(body, other, there)), CALLS)


def _put(body: str, at: int, hint: str) -> str:
    return f"{body[:at]} {hint}{body[at:]}"


def _function(body: str) -> str:
    return f"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $fn$ BEGIN {body} RETURN 1; END $fn$;"
