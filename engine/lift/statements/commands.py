"""Statements of one line that map to one step each."""

from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.origin import Path
from engine.plpgsql import tree
from engine.spec.steps.assign import AssignStep
from engine.spec.steps.call import CallStep
from engine.spec.steps.execute import ExecuteStep
from engine.spec.steps.get_diagnostics import GetDiagnosticsStep
from engine.spec.steps.nothing import NothingStep
from engine.spec.steps.perform import PerformStep
from engine.spec.steps.return_ import ReturnStep
from engine.spec.steps.return_next import ReturnNextStep
from engine.spec.steps.return_query import ReturnQueryStep
from engine.spec.steps.transaction_control import TransactionControlStep


def lift_assign(lifting: LiftContext, statement: tree.Assign, _: Path) -> AssignStep:
    """`assign`."""
    return AssignStep(target=lifting.name(statement.target), to=lifting.sql(statement.value))


def lift_call(lifting: LiftContext, statement: tree.Call, _: Path) -> CallStep:
    """`call`."""
    return CallStep(call=lifting.sql(statement.call))


def lift_perform(lifting: LiftContext, statement: tree.Perform, _: Path) -> PerformStep:
    """`perform`."""
    return PerformStep(perform=lifting.sql(statement.query))


def lift_execute(lifting: LiftContext, statement: tree.Execute, _: Path) -> ExecuteStep:
    """`execute`, wherever INTO and USING stood."""
    command, using = lifting.sql(statement.command), lifting.list(statement.using)
    if not statement.into:
        return ExecuteStep(execute=command, using=using)
    into = lifting.names(statement.into.targets)
    return ExecuteStep(execute=command, using=using, into=into, strict=statement.into.strict)


def lift_get_diagnostics(lifting: LiftContext, statement: tree.GetDiagnostics, _: Path) -> GetDiagnosticsStep:
    """`get_diagnostics`; a mapping cannot hold a target twice."""
    items = tuple((lifting.name(item.target), item.item) for item in statement.items)
    if len({target for target, _ in items}) < len(items):
        raise UnliftableError("a target is named twice")
    return GetDiagnosticsStep(items=items, stacked=statement.stacked)


def lift_null(_lifting: LiftContext, _statement: tree.Null, _: Path) -> NothingStep:
    """`nothing`."""
    return NothingStep()


def lift_return(lifting: LiftContext, statement: tree.Return, _: Path) -> ReturnStep:
    """`return`."""
    return ReturnStep(value=lifting.sql(statement.value) if statement.value else None)


def lift_return_next(lifting: LiftContext, statement: tree.ReturnNext, _: Path) -> ReturnNextStep:
    """`return_next`."""
    return ReturnNextStep(value=lifting.sql(statement.value) if statement.value else None)


def lift_return_query(lifting: LiftContext, statement: tree.ReturnQuery, _: Path) -> ReturnQueryStep:
    """`return_query`, static or dynamic."""
    return ReturnQueryStep(query=lifting.query(statement.query))


def lift_transaction(_lifting: LiftContext, statement: tree.Transaction, _: Path) -> TransactionControlStep:
    """`transaction_control`."""
    return TransactionControlStep(command=statement.command, chain=statement.chain)
