"""The parse tree of a text as plain values, without positions."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from pglast.parser import ParseError, parse_sql_json

from engine.proof.difference_error import DifferenceError

Node = dict[str, Any]
Rewrite = Callable[[Node], Node]

_PLACES = frozenset({
    "location", "stmt_location", "stmt_len", "arg_location", "name_location", "payload_location", "conninfo_location",
    "list_start", "list_end", "rexpr_list_start", "rexpr_list_end",
})  # fmt: skip


def parse_tree(text: str, rewrites: Iterable[Rewrite] = ()) -> list[Node]:
    """Return the statements of a text; each node passes through each rewrite, inner nodes first."""
    if "\0" in text:
        raise DifferenceError("the text has a NUL character: the parser would stop there")
    rewrites = tuple(rewrites)

    def placeless(node: Node) -> Node:
        for place in _PLACES & node.keys():
            if isinstance(node[place], int):
                del node[place]
        for rewrite in rewrites:
            node = rewrite(node)
        return node

    try:
        return [entry["stmt"] for entry in json.loads(parse_sql_json(text), object_hook=placeless)["stmts"]]
    except (ParseError, UnicodeEncodeError) as error:
        raise DifferenceError(f"PostgreSQL's parser refuses the text: {error.args[0]}") from error
    except RecursionError as error:
        raise DifferenceError("the text is nested too deeply") from error
