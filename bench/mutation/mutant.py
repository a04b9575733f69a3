"""One edited text."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from mutation.edits import BY_KIND
from mutation.text import Piece

_SWAPS = 0.15


@dataclass(frozen=True, slots=True)
class Mutant:
    """The edited token, the edit, and the resulting text."""

    kind: str
    edit: str
    before: str
    after: str
    text: str


def mutant_of(chance: random.Random, text: str, pieces: Sequence[Piece], kind: str) -> Mutant | None:
    """Return a random edit of a token of this class; None if it changes nothing."""
    at = chance.choice([index for index, piece in enumerate(pieces) if piece.kind == kind])
    if chance.random() < _SWAPS:
        return _swapped(chance, text, pieces, at)
    edit = chance.choice(BY_KIND[kind])
    piece = pieces[at]
    after = edit(chance, pieces, at)
    if after is None or after == piece.text:
        return None
    return Mutant(kind, edit.__name__, piece.text, after, f"{text[: piece.start]} {after} {text[piece.end :]}")


def _swapped(chance: random.Random, text: str, pieces: Sequence[Piece], at: int) -> Mutant | None:
    """Swap two tokens: neighbours, or two of the same kind."""
    same = [index for index, piece in enumerate(pieces) if piece.kind == pieces[at].kind and index != at]
    other = chance.choice([*same, at + 1]) if at + 1 < len(pieces) else at - 1
    if other < 0:
        return None
    first, second = sorted((pieces[at], pieces[other]), key=lambda piece: piece.start)
    if first.text == second.text:
        return None
    mutated = f"{text[: first.start]}{second.text}{text[first.end : second.start]}{first.text}{text[second.end :]}"
    return Mutant(pieces[at].kind, "swap", first.text, second.text, mutated)
