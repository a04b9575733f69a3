"""Guards: an IF that only raises an error becomes `validate` or `reject`."""

from pglast import ast
from pglast.enums import A_Expr_Kind, BoolExprType, SubLinkType
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
_DISTINCTIONS = frozenset({A_Expr_Kind.AEXPR_DISTINCT, A_Expr_Kind.AEXPR_NOT_DISTINCT})
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
    note, args, using, options = lifted.note, raised.args, raised.using, raised.options
    if operand:
        condition = context.written(operand)
        return ValidateStep(condition=condition, error=error, args=args, using=using, options=options, note=note)
    return RejectStep(error=error, when=lifted.condition, args=args, using=using, options=options, note=note)


def _holds_comment(context: LiftContext, span: Span) -> bool:
    return bool(context.notes.between(span.start, span.end))


def _negated(context: LiftContext, condition: tree.Fragment) -> Range | None:
    """Return the operand of NOT, without parentheses, if the whole condition negates what is true or false, never NULL.

    A reader takes `validate` for what must be true, and NOT (NULL) raises nothing.
    """
    ((start, stop),) = condition.ranges
    if context.tokens[start].word != "not" or stop - start > _MAX_TOKENS or not _negates_a_fact(condition.text):
        return None
    return enclosed_range(context.tokens, (start + 1, stop))


def _negates_a_fact(text: str) -> bool:
    try:
        select = parse_sql(f"SELECT {text}")[0].stmt
    except ParseError:
        return False
    match select:
        case ast.SelectStmt(
            targetList=(ast.ResTarget(name=None, val=ast.BoolExpr(boolop=BoolExprType.NOT_EXPR, args=(operand,))),)
        ):
            return _is_never_null(operand) and not any(getattr(select, clause) for clause in _CLAUSES)
        case _:
            return False


def _is_never_null(node: object) -> bool:
    """Return whether a condition is true or false whatever its values are."""
    match node:
        case ast.NullTest() | ast.BooleanTest() | ast.SubLink(subLinkType=SubLinkType.EXISTS_SUBLINK):
            return True
        case ast.A_Expr(kind=kind):
            return kind in _DISTINCTIONS
        case ast.ColumnRef(fields=(ast.String(sval="found"),)):
            return True
        case ast.BoolExpr(args=tuple(parts)):
            return all(_is_never_null(part) for part in parts)
        case _:
            return False
