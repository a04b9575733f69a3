"""The pairs of a script whose order is not kept, found without comparing every statement with every other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.proof.scripts.effects import Effects, StatementRole
from engine.proof.scripts.precedence import must_precede

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedEffects:
    """The effects of a statement, and its place in the other script."""

    effects: Effects
    place: int


def inverted_pairs(placed: Sequence[PlacedEffects]) -> Iterator[Pair]:
    """Yield the numbers of two statements whose order the other script does not keep, though it must.

    Of statements that nothing moves past, not every such pair is listed, but one at least wherever there is any.
    """
    seen: set[Pair] = set()
    for earlier, later in _candidates(placed):
        is_inverted = placed[earlier].place > placed[later].place and (earlier, later) not in seen
        if is_inverted and must_precede(placed[earlier].effects, placed[later].effects):
            seen.add((earlier, later))
            yield earlier, later


def _candidates(placed: Sequence[PlacedEffects]) -> Iterator[Pair]:
    everything = range(len(placed))
    yield from pairwise(
        at for at in everything if placed[at].effects.role in {StatementRole.EXECUTE, StatementRole.BARRIER}
    )
    yield from _around_walls(placed, everything, _having(placed, StatementRole.BARRIER))
    for numbers in _by_file(placed).values():
        yield from _around_walls(placed, numbers, _having(placed, StatementRole.FRAME))
    removals = {at for at in everything if placed[at].effects.removes}
    freeing = [at for at in everything if at in removals or placed[at].effects.frees]
    yield from _around_walls(placed, freeing, removals)
    yield from _sharing_a_name(placed)


def _having(placed: Sequence[PlacedEffects], role: StatementRole) -> set[int]:
    return {at for at, each in enumerate(placed) if each.effects.role is role}


def _around_walls(placed: Sequence[PlacedEffects], numbers: Sequence[int], walls: set[int]) -> Iterator[Pair]:
    """Each wall among the numbers, with the one before it that went farthest and the one behind that came first."""
    if walls.isdisjoint(numbers):
        return
    farthest = numbers[0]
    for at in numbers:
        farthest = max(farthest, at, key=lambda each: placed[each].place)
        if at in walls and farthest != at:
            yield farthest, at
    nearest = numbers[-1]
    for at in reversed(numbers):
        nearest = min(nearest, at, key=lambda each: placed[each].place)
        if at in walls and nearest != at:
            yield at, nearest


def _by_file(placed: Sequence[PlacedEffects]) -> dict[str, list[int]]:
    files: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(placed):
        files[each.effects.file].append(at)
    return files


def _sharing_a_name(placed: Sequence[PlacedEffects]) -> Iterator[Pair]:
    """Each statement that does something to a name, with each that holds the name."""
    acting, holding = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for at, each in enumerate(placed):
        for last in _last_parts(each.effects.acted_on | each.effects.guards | each.effects.copies):
            acting[last].append(at)
    for at, each in enumerate(placed):
        for last in _last_parts(each.effects.names | each.effects.undefined | each.effects.resembles) & acting.keys():
            holding[last].append(at)
    for last, numbers in acting.items():
        for one in numbers:
            yield from ((min(one, other), max(one, other)) for other in holding[last] if other != one)


def _last_parts(names: Iterable[tuple[str, str]]) -> set[str]:
    return {last for _, last in names}
