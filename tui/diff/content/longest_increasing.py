"""The longest increasing subsequence: the most pairs that keep the order of both sides."""

from bisect import bisect_left
from collections.abc import Sequence


def longest_increasing(values: Sequence[int]) -> list[int]:
    """Return the places of a longest strictly increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for number, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else None)
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [number]
    chain: list[int] = []
    last = next(reversed(ends), None)
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]
