"""What the header of a routine declares: parameters, result, volatility, rights, settings."""

from dataclasses import dataclass

from pglast import ast
from pglast.enums import FunctionParameterMode as Mode

from engine.source.node_strings import node_strings
from engine.source.type_names import type_name

_OUTPUT = {Mode.FUNC_PARAM_OUT, Mode.FUNC_PARAM_TABLE}


@dataclass(frozen=True, slots=True)
class HeaderParameter:
    """A parameter; `is_input` is false for OUT parameters and columns of RETURNS TABLE."""

    name: str
    type_name: str
    is_input: bool


@dataclass(frozen=True, slots=True)
class DeclaredHeader:
    """The header of a function, a procedure or a DO block."""

    name: str
    language: str
    parameters: tuple[HeaderParameter, ...] = ()
    returns: str = ""
    returns_set: bool = False
    volatility: str = "volatile"
    security_definer: bool = False
    settings: tuple[str, ...] = ()
    is_procedure: bool = False

    @property
    def is_trigger(self) -> bool:
        return self.returns in {"trigger", "event_trigger"}


def routine_header(node: ast.Node | None, language: str) -> DeclaredHeader | None:
    """The header of a statement that creates a routine; None for any other."""
    if isinstance(node, ast.DoStmt):
        return DeclaredHeader("", language)
    if not isinstance(node, ast.CreateFunctionStmt):
        return None
    options = {each.defname: each.arg for each in node.options or () if isinstance(each, ast.DefElem)}
    settings = tuple(
        each.arg.name or ""
        for each in node.options or ()
        if isinstance(each, ast.DefElem) and each.defname == "set" and isinstance(each.arg, ast.VariableSetStmt)
    )
    volatility = options.get("volatility")
    return DeclaredHeader(
        name=node_strings(node.funcname)[-1],
        language=language,
        parameters=tuple(_parameter(each) for each in node.parameters or ()),
        returns=type_name(node.returnType).removeprefix("pg_catalog."),
        returns_set=bool(node.returnType and node.returnType.setof),
        volatility=str(volatility.sval) if isinstance(volatility, ast.String) else "volatile",
        security_definer=_is_true(options.get("security")),
        settings=settings,
        is_procedure=bool(node.is_procedure),
    )


def _parameter(node: ast.FunctionParameter) -> HeaderParameter:
    return HeaderParameter(node.name or "", type_name(node.argType), node.mode not in _OUTPUT)


def _is_true(value: object) -> bool:
    if isinstance(value, ast.Boolean):
        return bool(value.boolval)
    return isinstance(value, ast.Integer) and bool(value.ival)
