"""RAISE and ASSERT."""

from engine.lift.lifting import Lifting, UnliftableError
from engine.lift.literals import decoded
from engine.lift.origin import Path
from engine.plpgsql import tree
from engine.spec.steps.assert_ import Assert
from engine.spec.steps.raise_ import Raise
from engine.spec.steps.step import Options


def lift_raise(lifting: Lifting, statement: tree.Raise, _: Path) -> Raise:
    """`raise`, with its level spelled out unless it only raises again."""
    again = not (statement.level or statement.message or statement.condition or statement.options)
    return Raise(
        level=None if again else statement.level or "exception",
        message=message_of(statement),
        args=lifting.list(statement.arguments),
        condition=condition_text(statement.condition) if statement.condition else None,
        using=lift_options(lifting, statement),
    )


def message_of(statement: tree.Raise) -> str | None:
    """The decoded message; its percent signs stay as they are."""
    if not statement.message:
        return None
    try:
        return decoded(statement.message.text)
    except ValueError as error:
        raise UnliftableError(str(error)) from error


def condition_text(condition: tree.Condition) -> str:
    """A condition name, or `SQLSTATE 22012`."""
    return f"SQLSTATE {condition.name}" if condition.sqlstate else condition.name


def lift_options(lifting: Lifting, statement: tree.Raise) -> Options:
    """The USING options in order; the server allows each one once."""
    names = [option.name for option in statement.options]
    if len(set(names)) < len(names):
        raise UnliftableError("a RAISE option is named twice")
    return tuple((option.name, lifting.sql(option.value)) for option in statement.options)


def lift_assert(lifting: Lifting, statement: tree.Assert, _: Path) -> Assert:
    """`assert`."""
    otherwise = lifting.sql(statement.message) if statement.message else None
    return Assert(condition=lifting.sql(statement.condition), otherwise=otherwise)
