"""RAISE and ASSERT."""

from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.literals import decode_literal
from engine.lift.origin import Path
from engine.plpgsql import tree
from engine.spec.steps.assert_ import AssertStep
from engine.spec.steps.raise_ import RaiseStep
from engine.spec.steps.step import NamedExpressions


def lift_raise(lifting: LiftContext, statement: tree.Raise, _: Path) -> RaiseStep:
    """`raise`, with its level spelled out unless it only raises again."""
    again = not (statement.level or statement.message or statement.condition or statement.options)
    return RaiseStep(
        level=None if again else statement.level or "exception",
        message=raise_message(statement),
        args=lifting.list(statement.arguments),
        condition=condition_text(statement.condition) if statement.condition else None,
        using=lift_options(lifting, statement),
    )


def raise_message(statement: tree.Raise) -> str | None:
    """The decoded message; its percent signs stay as they are."""
    if not statement.message:
        return None
    try:
        return decode_literal(statement.message.text)
    except ValueError as error:
        raise UnliftableError(str(error)) from error


def condition_text(condition: tree.Condition) -> str:
    """A condition name, or `SQLSTATE 22012`."""
    return f"SQLSTATE {condition.name}" if condition.sqlstate else condition.name


def lift_options(lifting: LiftContext, statement: tree.Raise) -> NamedExpressions:
    """The USING options in order; the server allows each one once."""
    names = [option.name for option in statement.options]
    if len(set(names)) < len(names):
        raise UnliftableError("a RAISE option is named twice")
    return tuple((option.name, lifting.sql(option.value)) for option in statement.options)


def lift_assert(lifting: LiftContext, statement: tree.Assert, _: Path) -> AssertStep:
    """`assert`."""
    otherwise = lifting.sql(statement.message) if statement.message else None
    return AssertStep(condition=lifting.sql(statement.condition), otherwise=otherwise)
