"""Guards: an IF that only raises an error becomes `validate` or `reject`."""

from pglast import ast
from pglast.enums import BoolExprType
from pglast.parser import ParseError, parse_sql

from engine.lift.lift_context import LiftContext
from engine.lift.statements.token_groups import enclosed_range
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


def guard_from_if(context: LiftContext, statement: tree.If, lifted: IfStep) -> ValidateStep | RejectStep | None:
    """Return the guard for an IF with one RAISE EXCEPTION, a message and no comment inside; None for any other."""
    match lifted:
        case IfStep(
            then=(RaiseStep(level="exception", message=str(error), note=None) as raised,), elseif=(), otherwise=None
        ):
            pass
        case _:
            return None
    if _holds_comment(context, statement.condition.span) or _holds_comment(context, statement.then[0].span):
        return None
    operand = _negated(context, statement.condition)
    note, args, using = lifted.note, raised.args, raised.using
    if operand:
        return ValidateStep(condition=context.written(operand), error=error, args=args, using=using, note=note)
    return RejectStep(error=error, when=lifted.condition, args=args, using=using, note=note)


def _holds_comment(context: LiftContext, span: Span) -> bool:
    return bool(context.notes.between(span.start, span.end))


def _negated(context: LiftContext, condition: tree.Fragment) -> Range | None:
    """Return the operand of NOT, without parentheses, if the whole condition is a negation."""
    ((start, stop),) = condition.ranges
    if context.tokens[start].word != "not" or stop - start > _MAX_TOKENS or not _is_not(condition.text):
        return None
    return enclosed_range(context.tokens, (start + 1, stop))


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
