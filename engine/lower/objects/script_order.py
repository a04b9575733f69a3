"""The order of a script: an object is made before the statements that name it."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pglast.parser import ParseError, scan

from engine.lower.objects.script_statement import LoweredStatement, Phase

NAMED = {"IDENT", "UIDENT"}
KEYWORDS = {"RESERVED_KEYWORD", "UNRESERVED_KEYWORD", "COL_NAME_KEYWORD", "TYPE_FUNC_NAME_KEYWORD"}
DOT = "ASCII_46"


@dataclass(slots=True)
class WaitingStatement:
    """A statement with the statements that it waits for and those that wait for it."""

    statement: LoweredStatement
    waits: set[int] = field(default_factory=set)
    wanted_by: list[int] = field(default_factory=list)


def order_statements(statements: Sequence[LoweredStatement]) -> list[LoweredStatement]:
    """Return the statements so that each finds what it names; otherwise by phase, then as given."""
    nodes = _linked(statements)
    ready = [_rank(nodes, at) for at, node in enumerate(nodes) if not node.waits]
    heapq.heapify(ready)
    left = set(range(len(nodes)))
    ordered = []
    while left:
        # In a cycle, such as two functions that call each other, the first by rank goes first.
        at = heapq.heappop(ready)[1] if ready else min(_rank(nodes, number) for number in left)[1]
        if at not in left:
            continue
        left.remove(at)
        ordered.append(nodes[at].statement)
        for waiting in nodes[at].wanted_by:
            nodes[waiting].waits.discard(at)
            if not nodes[waiting].waits:
                heapq.heappush(ready, _rank(nodes, waiting))
    return ordered


def _rank(nodes: Sequence[WaitingStatement], at: int) -> tuple[int, int]:
    return nodes[at].statement.phase, at


def _linked(statements: Sequence[LoweredStatement]) -> list[WaitingStatement]:
    makers: dict[str, list[int]] = {}
    for at, statement in enumerate(statements):
        for name in statement.makes:
            makers.setdefault(name, []).append(at)
    nodes = [WaitingStatement(statement) for statement in statements]
    pinned = _pinned(statements)
    last: dict[str, int] = {}
    for at, node in enumerate(nodes):
        needed = _needed(node.statement, makers)
        if node.statement.chain:
            needed.add(last.get(node.statement.chain, at))
            last[node.statement.chain] = at
        node.waits = needed - {at}
    _keep_barriers(nodes)
    _keep_positions(nodes, pinned)
    for at, node in enumerate(nodes):
        for maker in node.waits:
            nodes[maker].wanted_by.append(at)
    return nodes


def _needed(statement: LoweredStatement, makers: Mapping[str, Sequence[int]]) -> set[int]:
    """Return the statements that make what this one names; a DROP comes before the object is made anew."""
    if statement.phase is Phase.DROP:
        return set()
    names = mentioned_names(f"{statement.sql}\n{statement.body}")
    return {maker for name in names for maker in makers.get(name, ())}


def _pinned(statements: Sequence[LoweredStatement]) -> list[int]:
    """Return the statements with a position, in that order."""
    given = [(statement.position, at) for at, statement in enumerate(statements) if statement.position is not None]
    return [at for _, at in sorted(given)]


def _keep_positions(nodes: Sequence[WaitingStatement], pinned: Sequence[int]) -> None:
    """Let the positions alone decide between the statements that have one."""
    for at in pinned:
        nodes[at].waits.difference_update(pinned)
    for before, at in pairwise(pinned):
        nodes[at].waits.add(before)


def _keep_barriers(nodes: Sequence[WaitingStatement]) -> None:
    """Keep a statement that acts on everything after the files before its own and before the files after it."""
    for at, barrier in enumerate(nodes):
        if not barrier.statement.is_barrier:
            continue
        own = natural_file_key(barrier.statement.file)
        for other, node in enumerate(nodes):
            key = natural_file_key(node.statement.file)
            if key < own:
                barrier.waits.add(other)
            elif key > own:
                node.waits.add(at)


def natural_file_key(path: str) -> list[tuple[int, str]]:
    """Return a sort key that puts `9_x` before `10_x`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", path)]


def mentioned_names(sql: str) -> set[str]:
    """Return every name, and every prefix of a dotted name, in a text."""
    try:
        tokens = scan(sql)
    except ParseError:
        return set()
    names: set[str] = set()
    path = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.name == DOT:
            continue
        word = sql[token.start : token.end + 1]
        if token.name not in NAMED and token.kind not in KEYWORDS:
            path = ""
            continue
        word = word if word.startswith('"') else word.lower()
        path = f"{path}.{word}" if path and before is not None and before.name == DOT else word
        names.add(path)
    return names


def ordered_texts(statements: Sequence[LoweredStatement]) -> Iterator[str]:
    """Yield the texts in order, with SET search_path where it changes."""
    current: tuple[str, ...] = ()
    for statement in order_statements(statements):
        if statement.search_path != current:
            current = statement.search_path
            yield f"SET search_path = {', '.join(current)};" if current else "RESET search_path;"
        yield statement.sql
