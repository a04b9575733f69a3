"""Identifiers: as the parser decoded them, written back with quotes only where they need them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS

from engine.lift.objects.unsupported_shape import UnsupportedShape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.lift.objects.parsed_node import Parsed

PLAIN = re.compile(r"[a-z_][a-z0-9_$]*\Z")
QUOTED = COL_NAME_KEYWORDS | RESERVED_KEYWORDS | TYPE_FUNC_NAME_KEYWORDS


def quote_identifier(name: str) -> str:
    """One identifier as SQL text."""
    if PLAIN.match(name) and name not in QUOTED:
        return name
    return '"' + name.replace('"', '""') + '"'


def dotted_name(parts: Iterable[Parsed]) -> str:
    """A qualified name, given as the parser's list of strings."""
    return ".".join(quote_identifier(part.sval) for part in parts)


def quote_identifiers(parts: Iterable[Parsed] | None) -> tuple[str, ...]:
    """A list of column names."""
    return tuple(quote_identifier(part.sval) for part in parts or ())


def relation_name(node: Parsed) -> str:
    """The name of a relation with its schema where the source gives one."""
    if node.catalogname:
        raise UnsupportedShape("the name of a relation holds a database")
    schema = f"{quote_identifier(node.schemaname)}." if node.schemaname else ""
    return schema + quote_identifier(node.relname)


def schema_and_name(parts: Iterable[Parsed]) -> tuple[str | None, str]:
    """The schema, if there is one, and the name of an object."""
    names = [quote_identifier(part.sval) for part in parts]
    if len(names) > 2:
        raise UnsupportedShape("the name of an object holds a database")
    return (names[0] if len(names) == 2 else None), names[-1]


def title_from_name(name: str) -> str:
    """The PascalCase title of an object: `tb_order_line` is an OrderLine."""
    words = re.findall(r"[^\W_]+", name.strip('"').removeprefix("tb_"))
    return "".join(word[0].upper() + word[1:] for word in words) or name
