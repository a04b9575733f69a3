"""Declarations of a block that only hold constants may be in any order.

Sound: defaults are computed in the order of declarations, which matters only if one reads, changes or raises anything.
Moved are variables without a default, and those whose default is NULL, a truth value, a whole number for a number
type, or a text for a text type: none of these can fail. A domain, `%TYPE`, a table's row type or any other type may
have checks or defaults of its own; NOT NULL fails without a default; a cursor's query and an alias refer to
earlier declarations. One such declaration keeps the whole section in order.
"""

import re
from dataclasses import replace

from engine.plpgsql.tree import Block, Declaration, Variable
from engine.proof.rule import Rule
from engine.proof.text.identifiers import fold_name

_NUMBERS = frozenset({"int", "int4", "integer", "bigint", "int8", "numeric", "float8", "real", "float4"})
_TEXTS = frozenset({"text", "varchar"})
_TRUTHS = frozenset({"true", "false"})
_LITERAL = re.compile(r"'[^']*'")
_SMALL = 9  # digits that fit every one of the number types


def _constant(declaration: Declaration) -> bool:
    if not isinstance(declaration, Variable) or declaration.not_null or declaration.collation:
        return False
    kind = declaration.type.text.lower()
    if kind not in _NUMBERS | _TEXTS | {"bool", "boolean"}:
        return False
    if declaration.default is None:
        return True
    value = declaration.default.text.lower()
    return (
        value == "null"
        or (kind in _NUMBERS and value.isascii() and value.isdigit() and len(value) <= _SMALL)
        or (kind in _TEXTS and _LITERAL.fullmatch(value) is not None)
        or (kind in {"bool", "boolean"} and value in _TRUTHS)
    )


def sort_constants(node: object) -> object:
    """Sort the declarations of a block by name if all of them are constant."""
    if not isinstance(node, Block) or not all(_constant(declaration) for declaration in node.declarations):
        return node
    variables = [declaration for declaration in node.declarations if isinstance(declaration, Variable)]
    return replace(node, declarations=tuple(sorted(variables, key=lambda variable: fold_name(variable.name))))


RULE = Rule("constant_order", __doc__, statement=sort_constants)
