"""Simple statements that map to one step each."""

from dataclasses import replace

from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.origin import Path
from engine.lift.statements.dynamic_text import command_from_expression, lift_query
from engine.plpgsql import tree
from engine.spec.steps.call import CallStep
from engine.spec.steps.execute import ExecuteStep
from engine.spec.steps.get_diagnostics import GetDiagnosticsStep
from engine.spec.steps.nothing import NothingStep
from engine.spec.steps.perform import PerformStep
from engine.spec.steps.return_ import ReturnStep
from engine.spec.steps.return_next import ReturnNextStep
from engine.spec.steps.return_query import ReturnQueryStep
from engine.spec.steps.step import Step
from engine.spec.steps.transaction_control import TransactionControlStep


def lift_call(context: LiftContext, statement: tree.Call, _: Path) -> CallStep:
    """`call`."""
    return CallStep(call=context.sql(statement.call))


def lift_perform(context: LiftContext, statement: tree.Perform, _: Path) -> PerformStep:
    """`perform`."""
    return PerformStep(perform=context.sql(statement.query))


def lift_execute(context: LiftContext, statement: tree.Execute, _: Path) -> Step:
    """Lift EXECUTE, with INTO and USING in either order."""
    text, using = context.sql(statement.command), context.list(statement.using)
    command = command_from_expression(context, statement.command) or ExecuteStep(execute=text)
    if not statement.into:
        return replace(command, using=using)
    into = context.names(statement.into.targets)
    return replace(command, using=using, into=into, strict=statement.into.strict)


def lift_get_diagnostics(context: LiftContext, statement: tree.GetDiagnostics, _: Path) -> GetDiagnosticsStep:
    """Lift GET DIAGNOSTICS; a mapping cannot hold a target twice."""
    items = tuple((context.name(item.target), item.item) for item in statement.items)
    if len({target for target, _ in items}) < len(items):
        raise UnliftableError("a target is named twice")
    return GetDiagnosticsStep(items=items, stacked=statement.stacked)


def lift_null(_lifting: LiftContext, _statement: tree.Null, _: Path) -> NothingStep:
    """`nothing`."""
    return NothingStep()


def lift_return(context: LiftContext, statement: tree.Return, _: Path) -> ReturnStep:
    """`return`."""
    return ReturnStep(value=context.optional_sql(statement.value))


def lift_return_next(context: LiftContext, statement: tree.ReturnNext, _: Path) -> ReturnNextStep:
    """`return_next`."""
    return ReturnNextStep(value=context.optional_sql(statement.value))


def lift_return_query(context: LiftContext, statement: tree.ReturnQuery, _: Path) -> ReturnQueryStep:
    """Lift RETURN QUERY, static or dynamic."""
    return ReturnQueryStep(query=lift_query(context, statement.query))


def lift_transaction(_lifting: LiftContext, statement: tree.Transaction, _: Path) -> TransactionControlStep:
    """`transaction_control`."""
    return TransactionControlStep(command=statement.command, chain=statement.chain)
