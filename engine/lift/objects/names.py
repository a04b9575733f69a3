"""Identifiers: as the parser decoded them, written back with quotes only where they need them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS

from engine.lift.objects.unshaped import Unshaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.lift.objects.parsed import Parsed

PLAIN = re.compile(r"[a-z_][a-z0-9_$]*\Z")
QUOTED = COL_NAME_KEYWORDS | RESERVED_KEYWORDS | TYPE_FUNC_NAME_KEYWORDS


def identifier(name: str) -> str:
    """One identifier as SQL text."""
    if PLAIN.match(name) and name not in QUOTED:
        return name
    return '"' + name.replace('"', '""') + '"'


def dotted(parts: Iterable[Parsed]) -> str:
    """A qualified name, given as the parser's list of strings."""
    return ".".join(identifier(part.sval) for part in parts)


def identifiers(parts: Iterable[Parsed] | None) -> tuple[str, ...]:
    """A list of column names."""
    return tuple(identifier(part.sval) for part in parts or ())


def relation(node: Parsed) -> str:
    """The name of a relation with its schema where the source gives one."""
    if node.catalogname:
        raise Unshaped("the name of a relation holds a database")
    schema = f"{identifier(node.schemaname)}." if node.schemaname else ""
    return schema + identifier(node.relname)


def schema_and_name(parts: Iterable[Parsed]) -> tuple[str | None, str]:
    """The schema, if there is one, and the name of an object."""
    names = [identifier(part.sval) for part in parts]
    if len(names) > 2:
        raise Unshaped("the name of an object holds a database")
    return (names[0] if len(names) == 2 else None), names[-1]


def title(name: str) -> str:
    """The PascalCase title of an object: `tb_order_line` is an OrderLine."""
    words = re.findall(r"[^\W_]+", name.strip('"').removeprefix("tb_"))
    return "".join(word[0].upper() + word[1:] for word in words) or name
