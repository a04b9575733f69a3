"""The class of a type: enough to tell which overload a call means, without the rules of casts."""

from collections.abc import Mapping

from pglast import ast

from engine.analysis.parsed_unit import ParsedUnit
from engine.plpgsql.tree import Variable
from engine.source.node_strings import node_strings
from engine.source.type_names import type_name

_CLASSES = {
    "number": "smallint integer bigint int int2 int4 int8 numeric decimal real double float float4 float8 money oid",
    "text": "text varchar character char bpchar name citext",
    "time": "timestamp timestamptz date time timetz",
    "boolean": "boolean bool",
    "interval": "interval",
    "object": "regclass regtype regproc regprocedure regnamespace regrole",
    "json": "json jsonb",
}
_BY_WORD = {word: name for name, words in _CLASSES.items() for word in words.split()}
_CLOCKS = frozenset({"now", "clock_timestamp", "statement_timestamp", "transaction_timestamp"})


def class_of_type(name: str) -> str:
    """Return the class of a type; empty for one that is not known, which matches all."""
    plain = name.lower().removeprefix("pg_catalog.")
    if plain.endswith("[]"):
        return "array"
    return _BY_WORD.get(plain.partition(" ")[0].partition("(")[0], "")


def variable_classes(parsed: ParsedUnit) -> Mapping[str, str]:
    """Return the classes of the parameters and the outermost variables of a routine."""
    parameters = parsed.header.parameters if parsed.header else ()
    declared = parsed.block.declarations if parsed.block is not None else ()
    found = {each.name.lower(): class_of_type(each.type_name) for each in parameters}
    variables = (each for each in declared if isinstance(each, Variable))
    return found | {each.name.lower(): class_of_type(each.type.text) for each in variables}


def class_of_argument(node: ast.Node, variables: Mapping[str, str]) -> str:
    """Return the class of an argument where its form shows it; a plain literal can be of any type."""
    match node:
        case ast.TypeCast():
            return class_of_type(type_name(node.typeName))
        case ast.A_Const(val=ast.Integer() | ast.Float()):
            return "number"
        case ast.FuncCall() if node_strings(node.funcname)[-1:] and node_strings(node.funcname)[-1] in _CLOCKS:
            return "time"
        case ast.A_Expr(lexpr=ast.Node() as left) if node_strings(node.name) == ["+"]:
            return _time_only(class_of_argument(left, variables))
        case ast.ColumnRef() if len(names := node_strings(node.fields)) == 1:
            return variables.get(names[0].lower(), "")
    return ""


def _time_only(left: str) -> str:
    """What is added to a time keeps it one; a sum of others can be of several types."""
    if left == "time":
        return left
    return ""
