"""What the states of a suite vary in, drawn once for each case."""

import random
from dataclasses import dataclass

_NULL_RATES = (0.05, 0.05, 0.5, 0.95)
_ROW_COUNTS = (0, 1, 1, 2, 3, 4, 7)
_LIKENESSES = (0.0, 0.0, 0.5, 0.8)


@dataclass(frozen=True, slots=True)
class StateTraits:
    """How one state is made: its share of NULLs, its rows a table, and a value that turns up everywhere."""

    null_rate: float
    rows: int
    theme: str | None
    mined_rate: float  # how often a value is taken from the literals of the routine
    likeness: float = 0.0  # how often a value is that of an earlier row, so that rows belong to one group


def draw_traits(chance: random.Random, literals: tuple[str, ...]) -> StateTraits:
    """Draw the traits of a state; half of the states have a theme."""
    has_theme = chance.random() < 0.5
    themes = ("0", "1", *literals)
    return StateTraits(
        null_rate=chance.choice(_NULL_RATES),
        rows=chance.choice(_ROW_COUNTS),
        theme=chance.choice(themes) if has_theme else None,
        mined_rate=chance.choice((0.3, 0.6, 0.9)),
        likeness=chance.choice(_LIKENESSES),
    )
