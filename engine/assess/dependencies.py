"""What a unit calls, reads and writes, by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from pglast import ast

from engine.analysis.expressions import relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.assess.argument_classes import class_of_argument, variable_classes
from engine.source.node_strings import node_strings

_WRITING = (ast.InsertStmt, ast.UpdateStmt, ast.DeleteStmt, ast.MergeStmt)


@dataclass(frozen=True, slots=True)
class NamedCall:
    """A call of a function: its name as written, in lower case, and the class of each argument, empty if unknown."""

    name: str
    classes: tuple[str, ...]

    @property
    def arguments(self) -> int:
        """How many arguments it passes."""
        return len(self.classes)


@dataclass(frozen=True, slots=True)
class UsedNames:
    """Names as they are written; which objects they mean is for the graph to say."""

    calls: tuple[NamedCall, ...] = ()
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()


def uses_of_unit(parsed: ParsedUnit) -> UsedNames:
    """The names that a unit uses; those that it only defines itself, as WITH queries, are left out."""
    own = {(each.node.ctename or "").lower() for each in parsed.sites(ast.CommonTableExpr)}
    written = [each.node.relation for kind in _WRITING for each in parsed.sites(kind)]
    written += [each for site in parsed.sites(ast.TruncateStmt) for each in site.node.relations or ()]
    targets = {id(each) for each in written} | {id(each) for each in _defined(parsed)}
    read = [each.node for each in parsed.sites(ast.RangeVar) if id(each.node) not in targets]
    return UsedNames(
        calls=tuple(dict.fromkeys((*_calls(parsed), *_triggered(parsed)))),
        reads=_names(read, own),
        writes=_names(written, own),
    )


def _calls(parsed: ParsedUnit) -> list[NamedCall]:
    variables = variable_classes(parsed)
    return [_call(each.node, variables) for each in parsed.sites(ast.FuncCall)]


def _call(node: ast.FuncCall, variables: Mapping[str, str]) -> NamedCall:
    classes = tuple(class_of_argument(each, variables) for each in node.args or ())
    return NamedCall(".".join(node_strings(node.funcname)).lower(), classes)


def _triggered(parsed: ParsedUnit) -> list[NamedCall]:
    """The function that a trigger runs."""
    nodes = [each.node for kind in (ast.CreateTrigStmt, ast.CreateEventTrigStmt) for each in parsed.sites(kind)]
    return [NamedCall(".".join(node_strings(each.funcname)).lower(), ()) for each in nodes]


def _defined(parsed: ParsedUnit) -> list[ast.RangeVar]:
    """The relation that a statement creates or changes."""
    node = parsed.unit.node
    own = [getattr(node, name, None) for name in ("relation", "view")]
    if not isinstance(node, ast.CreateTrigStmt):
        return [each for each in own if isinstance(each, ast.RangeVar)]
    return []


def _names(nodes: list[ast.RangeVar], own: set[str]) -> tuple[str, ...]:
    found = dict.fromkeys(relation_name(each) for each in nodes if each is not None)
    return tuple(name for name in found if name and name not in own)
