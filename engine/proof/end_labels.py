"""Labels after END: the server refuses one that does not match the block or loop."""

from collections.abc import Iterator
from typing import Any

from engine.plpgsql.tree import Block, Body, ForCursor, Foreach, ForQuery, ForRange, Loop, Token, While
from engine.proof.text.identifiers import fold_name, strip_quotes
from engine.proof.tree_nodes import walk_nodes

_CLOSED = frozenset({"loop", "if", "case"})
LABELLED = (Block, Loop, While, ForRange, ForQuery, ForCursor, Foreach)


def find_wrong_end_labels(body: Body) -> Iterator[tuple[int, str]]:
    """Yield every label after END that differs from the one before the block or loop, with its position."""
    for node, at in find_end_labels(body):
        token = body.tokens[at]
        if strip_quotes(token.word) != fold_name(node.label or ""):
            yield token.start, token.word


def find_end_labels(body: Body) -> Iterator[tuple[Any, int]]:
    """Yield every block or loop with a label after its END, and the token of that label."""
    if not _may_hold_label(body.tokens):
        return
    ends = {token.end: at for at, token in enumerate(body.tokens)}
    for node in walk_nodes(body.block):
        if isinstance(node, LABELLED):
            words = ("end",) if isinstance(node, Block) else ("end", "loop")
            at = _end_label(body.tokens, ends[node.span.end], words)
            if at is not None:
                yield node, at


def _may_hold_label(tokens: tuple[Token, ...]) -> bool:
    """Whether any END is followed by more than a semicolon: few are, and the walk below is slow."""
    words = [token.word for token in tokens]
    closing = (words[at + 1 : at + 3] for at, word in enumerate(words) if word == "end")
    return any(after and after[0] != ";" and (after[0] not in _CLOSED or after[1:] != [";"]) for after in closing)


def _end_label(tokens: tuple[Token, ...], last: int, words: tuple[str, ...]) -> int | None:
    """Return the label before the semicolon that ends a node; that of the outermost block comes after its span."""
    if tokens[last].word == ";":
        ending = tuple(token.word for token in tokens[last - len(words) - 1 : last])
        if ending[:-1] == words:
            return last - 1
        return None
    if last + 1 == len(tokens) or tokens[last + 1].word == ";":
        return None
    return last + 1
