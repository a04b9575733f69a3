"""Identifiers that the parser decoded, written with quotes only where they need them."""

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
    """Return an identifier as SQL text."""
    if PLAIN.match(name) and name not in QUOTED:
        return name
    return '"' + name.replace('"', '""') + '"'


def optional_identifier(name: str | None) -> str | None:
    """Return a name as SQL writes it, or None where none is given."""
    if not name:
        return None
    return quote_identifier(name)


def dotted_name(parts: Iterable[Parsed]) -> str:
    """Return a qualified name from the parser's list of strings."""
    return ".".join(quote_identifier(part.sval) for part in parts)


def quote_identifiers(parts: Iterable[Parsed] | None) -> tuple[str, ...]:
    """Return a list of column names as SQL text."""
    return tuple(quote_identifier(part.sval) for part in parts or ())


def relation_name(node: Parsed) -> str:
    """Return the name of a relation, with its schema if the source has one."""
    if node.catalogname:
        raise UnsupportedShape("the name of a relation includes a database")
    schema = f"{quote_identifier(node.schemaname)}." if node.schemaname else ""
    return schema + quote_identifier(node.relname)


def schema_and_name(parts: Iterable[Parsed]) -> tuple[str | None, str]:
    """Return the schema, if any, and the name of an object."""
    names = [quote_identifier(part.sval) for part in parts]
    if len(names) > 2:
        raise UnsupportedShape("the name of an object includes a database")
    return (names[0] if len(names) == 2 else None), names[-1]


def title_from_name(name: str) -> str:
    """Return the PascalCase title of an object: OrderLine for `tb_order_line`."""
    words = re.findall(r"[^\W_]+", name.strip('"').removeprefix("tb_"))
    return "".join(word[0].upper() + word[1:] for word in words) or name
