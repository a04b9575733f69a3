"""Attacks by statements of one family that look alike: indexes, sequences, views, roles, grants, triggers and more."""

import random
from collections.abc import Iterator

from attacks.pair import Pair
from attacks.texts import read_lists

CALLS = ("SELECT * FROM o", "SELECT * FROM s ORDER BY a, b", "INSERT INTO s VALUES (-1, 0, 0, '')")


def object_pairs(chance: random.Random) -> Iterator[Pair]:
    """Pairs of statements of one family, or two of them in either order."""
    family, statements = chance.choice(list(read_lists("families").items()))
    for _ in range(6):
        one, other = chance.sample(statements, 2)
        if chance.random() < 0.3:
            yield Pair(f"order of {family}", f"{one}; {other}", f"{other}; {one}", CALLS, objects=True)
        else:
            yield Pair(family, one, other, CALLS, objects=True)
