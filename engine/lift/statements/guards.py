"""The two guards: an IF that only raises an error is `validate` or `reject`."""

from pglast import ast
from pglast.enums import BoolExprType
from pglast.parser import ParseError, parse_sql

from engine.lift.lift_context import LiftContext
from engine.plpgsql import tree
from engine.plpgsql.tree import Range
from engine.source.span import Span
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.raise_ import RaiseStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.validate import ValidateStep

_CLAUSES = (
    "distinctClause", "fromClause", "groupClause", "havingClause", "intoClause", "larg", "limitCount", "limitOffset",
    "lockingClause", "sortClause", "whereClause", "windowClause",
)  # fmt: skip
_MAX_TOKENS = 2_000  # the tree of a longer condition may nest too deep to be built
_QUERY_STARTS = frozenset({"select", "with", "values", "table"})


def guard_from_if(lifting: LiftContext, statement: tree.If, lifted: IfStep) -> ValidateStep | RejectStep | None:
    """The guard that an IF is, or None: one RAISE EXCEPTION with a message, nothing else, no comment inside."""
    match lifted:
        case IfStep(
            then=(RaiseStep(level="exception", message=str(error), note=None) as raised,), elseif=(), otherwise=None
        ):
            pass
        case _:
            return None
    if _holds_comment(lifting, statement.condition.span) or _holds_comment(lifting, statement.then[0].span):
        return None
    operand = _negated(lifting, statement.condition)
    note, args, using = lifted.note, raised.args, raised.using
    if operand:
        return ValidateStep(condition=lifting.written(operand), error=error, args=args, using=using, note=note)
    return RejectStep(error=error, when=lifted.condition, args=args, using=using, note=note)


def _holds_comment(lifting: LiftContext, span: Span) -> bool:
    return bool(lifting.notes.between(span.start, span.end))


def _negated(lifting: LiftContext, condition: tree.Fragment) -> Range | None:
    """What stands under the NOT that a condition is as a whole, without the parentheses around it."""
    ((start, stop),) = condition.ranges
    if lifting.tokens[start].word != "not" or stop - start > _MAX_TOKENS or not _is_not(condition.text):
        return None
    return _bare(lifting, (start + 1, stop))


def _is_not(text: str) -> bool:
    try:
        select = parse_sql(f"SELECT {text}")[0].stmt
    except ParseError:
        return False
    match select:
        case ast.SelectStmt(targetList=(ast.ResTarget(name=None, val=ast.BoolExpr(boolop=BoolExprType.NOT_EXPR)),)):
            return not any(getattr(select, clause) for clause in _CLAUSES)
        case _:
            return False


def _bare(lifting: LiftContext, tokens: Range) -> Range:
    """A range without the parentheses that enclose all of it; those around a query are its own."""
    start, stop = tokens
    while _encloses(lifting, start, stop) and lifting.tokens[start + 1].word not in _QUERY_STARTS:
        start, stop = start + 1, stop - 1
    return start, stop


def _encloses(lifting: LiftContext, start: int, stop: int) -> bool:
    if lifting.tokens[start].word != "(" or stop - start < 3:
        return False
    depth = 0
    for index in range(start, stop):
        word = lifting.tokens[index].word
        depth += (word == "(") - (word == ")")
        if not depth:
            return index == stop - 1
    return False
