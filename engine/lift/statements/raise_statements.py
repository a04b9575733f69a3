"""RAISE and ASSERT."""

import re

from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.literals import decode_literal
from engine.lift.origin import Path
from engine.plpgsql import tree
from engine.spec.steps.assert_ import AssertStep
from engine.spec.steps.raise_ import AGAIN, RaiseStep
from engine.spec.steps.step import ErrorOptions, NamedExpressions

_PLAIN_LITERAL = re.compile(r"'(?:[^'\x00-\x1f\x7f]|'')*'")


def lift_raise(context: LiftContext, statement: tree.Raise, _: Path) -> RaiseStep:
    """Lift RAISE, with its level, unless it only re-raises."""
    again = not (statement.level or statement.message or statement.condition or statement.options)
    using = lift_options(context, statement)
    options = _texts(using)
    return RaiseStep(
        level=AGAIN if again else statement.level or "exception",
        message=raise_message(statement),
        args=context.list(statement.arguments),
        condition=condition_text(statement.condition) if statement.condition else None,
        using=() if options else using,
        options=options,
    )


def _texts(using: NamedExpressions) -> ErrorOptions:
    """Return the options as texts if all of them are plain literals, else nothing."""
    if not all(_PLAIN_LITERAL.fullmatch(value) for _, value in using):
        return ()
    return tuple((name, value[1:-1].replace("''", "'")) for name, value in using)


def raise_message(statement: tree.Raise) -> str | None:
    """Return the decoded message, with its percent signs."""
    if not statement.message:
        return None
    try:
        return decode_literal(statement.message.text)
    except ValueError as error:
        raise UnliftableError(str(error)) from error


def condition_text(condition: tree.Condition) -> str:
    """Return a condition name, or `SQLSTATE 22012`."""
    if not condition.sqlstate:
        return condition.name
    return f"SQLSTATE {condition.name}"


def lift_options(context: LiftContext, statement: tree.Raise) -> NamedExpressions:
    """Return the USING options in order; the server allows each one once."""
    names = [option.name for option in statement.options]
    if len(set(names)) < len(names):
        raise UnliftableError("a RAISE option is named twice")
    return tuple((option.name, context.sql(option.value)) for option in statement.options)


def lift_assert(context: LiftContext, statement: tree.Assert, _: Path) -> AssertStep:
    """`assert`."""
    otherwise = context.optional_sql(statement.message)
    return AssertStep(condition=context.sql(statement.condition), otherwise=otherwise)
