"""Find the relation that a routine belongs to: the one it mostly writes, or else mostly reads."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pglast import ast

from engine.lift.identifiers import plain_name
from engine.plpgsql.tree import Token
from engine.source.unit import Unit

_NO_NAME = frozenset({"SCONST", "USCONST", "ICONST", "FCONST", "BCONST", "XCONST", "PARAM", "Op"})
_READS = frozenset({"from", "join"})
_TAKE_FROM = frozenset({"extract", "overlay", "substring", "trim"})  # functions with FROM between their arguments
_WRITES = frozenset({"insert", "merge", "delete", "update"})
_RELEVANT = _READS | _WRITES | {"as"}


@dataclass(frozen=True, slots=True)
class UsedRelations:
    """The relations that a routine's statements name, in order of first mention, with how often."""

    written: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)


def trigger_tables(units: Iterable[Unit]) -> dict[str, str]:
    """Return the table of each trigger function that triggers among some units call; the first trigger wins."""
    tables: dict[str, str] = {}
    for unit in units:
        if isinstance(unit.node, ast.CreateTrigStmt) and unit.node.relation and unit.node.funcname:
            function = ".".join(part.sval for part in unit.node.funcname)
            relation = unit.node.relation
            table = ".".join(part for part in (relation.schemaname, relation.relname) if part)
            tables.setdefault(function, table)
    return tables


def relations_from_tokens(tokens: Sequence[Token]) -> UsedRelations:
    """Return what a body writes and reads, from its tokens; the names of its WITH queries do not count."""
    written: list[str] = []
    read: list[str] = []
    own: set[str] = set()
    for at, token in enumerate(tokens):
        word = token.word
        if word not in _RELEVANT:
            continue
        if word in _READS:
            read += _read(tokens, at)
        elif word in _WRITES:
            written += _written(tokens, at)
        elif word == "as" and at and _opens_common_table(tokens, at):
            own.add(tokens[at - 1].word)
    return UsedRelations(
        Counter(name for name in written if name not in own), Counter(name for name in read if name not in own)
    )


def owning_relation(found: UsedRelations, known: Container[str] | None = None) -> str | None:
    """Return the relation written most, or else read most; the first mention wins a tie.

    If the project's relations are known, no other name counts.
    """
    for counter in (found.written, found.read):
        for name, _ in counter.most_common():
            if known is None or name in known:
                return name
    return None


def _opens_common_table(tokens: Sequence[Token], at: int) -> bool:
    following = [each.word for each in tokens[at + 1 : at + 3]]
    return following[:1] == ["("] or "materialized" in following


def _written(tokens: Sequence[Token], at: int) -> Iterator[str]:
    word, following = tokens[at].word, tokens[at + 1].word if at + 1 < len(tokens) else ""
    if (word in {"insert", "merge"} and following == "into") or (word == "delete" and following == "from"):
        return _path(tokens, at + 2)
    if word == "update" and following not in {"of", "set", "skip", "nowait"} and not _locks(tokens, at):
        return _path(tokens, at + 1)
    return iter(())


def _locks(tokens: Sequence[Token], at: int) -> bool:
    """Return whether UPDATE belongs to FOR UPDATE, FOR NO KEY UPDATE or DO UPDATE."""
    return at > 0 and tokens[at - 1].word in {"for", "key", "do"}


def _read(tokens: Sequence[Token], at: int) -> Iterator[str]:
    if (at and tokens[at - 1].word in {"distinct", "delete", "."}) or _divides_arguments(tokens, at):
        return iter(())
    return _path(tokens, at + 1)


def _divides_arguments(tokens: Sequence[Token], at: int) -> bool:
    """Return whether this FROM belongs to a function, as in `extract(year FROM ordered)`."""
    depth = 0
    for before in range(at - 1, 0, -1):
        word = tokens[before].word
        depth += (word == ")") - (word == "(")
        if depth < 0:
            return tokens[before - 1].word in _TAKE_FROM
        if depth == 0 and word in {"select", ";"}:
            return False
    return False


def _path(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """Return the dotted name at an index, unless it is a function's."""
    while at < len(tokens) and tokens[at].word == "only":
        at += 1
    start = at
    while at < len(tokens) and _is_name(tokens[at]):
        at += 1
        if at >= len(tokens) or tokens[at].word != ".":
            break
        at += 1
    called = at < len(tokens) and tokens[at].word == "(" and tokens[start - 1].word in _READS
    if at > start and not called:
        yield ".".join(plain_name(token.word) for token in tokens[start:at] if token.word != ".")


def _is_name(token: Token) -> bool:
    return token.name not in _NO_NAME and (token.word[0].isalpha() or token.word[0] in '_"')
