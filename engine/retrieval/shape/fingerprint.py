"""Weisfeiler-Lehman hashes of a normal form, counted by bucket: similar code shares most of them.

Each node gives one hash a depth, twice: without names, so that renaming changes nothing, and with the names of tables,
columns, functions and literals, since those say what the code is about.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log1p, sqrt

from engine.retrieval.shape.shape_node import ShapeNode

BUCKETS = 1 << 14
DEPTH = 3
NAMED_DEPTH = 2
FINGERPRINT_ID = "shape-1"


def fingerprint(nodes: Iterable[ShapeNode]) -> dict[int, float]:
    """Return the weight of each bucket that the nodes hash to."""
    counts: dict[int, int] = {}
    for node in nodes:
        _hashes(node, counts)
    return {bucket: log1p(count) for bucket, count in sorted(counts.items())}


def _hashes(node: ShapeNode, counts: dict[int, int]) -> tuple[list[int], list[int]]:
    """Count the hashes of a node and of all below it; return its own, without and with names, by depth."""
    below = [_hashes(part, counts) for part in node.parts]
    plain = _by_depth(f"plain {node.kind}", [each[0] for each in below], DEPTH)
    named = _by_depth(f"named {node.kind} {node.name}", [each[1] for each in below], NAMED_DEPTH)
    for found in {*plain, *named}:
        bucket = found % BUCKETS
        counts[bucket] = counts.get(bucket, 0) + 1
    return plain, named


def _by_depth(label: str, below: list[list[int]], depth: int) -> list[int]:
    """The hashes of a subtree cut at each depth; the order of parts does not count."""
    found = [hash_text(label)]
    for level in range(depth):
        parts = sorted(each[min(level, len(each) - 1)] for each in below)
        found.append(hash_text(f"{label} {parts}") if parts else found[-1])
    return found


@lru_cache(maxsize=1 << 17)
def hash_text(text: str) -> int:
    """Return a hash that does not depend on the process."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def shape_likeness(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """Return the cosine of two fingerprints, from 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    shared = sum(value * other[at] for at, value in one.items() if at in other)
    lengths = [sqrt(sum(value**2 for value in each.values())) for each in (one, other)]
    return shared / max(lengths[0] * lengths[1], 1e-12)
