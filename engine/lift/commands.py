"""Statements of one line that map to one step each."""

from engine.lift.lifting import Lifting, UnliftableError
from engine.lift.origin import Path
from engine.plpgsql import tree
from engine.spec.steps.assign import Assign
from engine.spec.steps.call import Call
from engine.spec.steps.execute import Execute
from engine.spec.steps.get_diagnostics import GetDiagnostics
from engine.spec.steps.nothing import Nothing
from engine.spec.steps.perform import Perform
from engine.spec.steps.return_ import Return
from engine.spec.steps.return_next import ReturnNext
from engine.spec.steps.return_query import ReturnQuery
from engine.spec.steps.transaction_control import TransactionControl


def lift_assign(lifting: Lifting, statement: tree.Assign, _: Path) -> Assign:
    """`assign`."""
    return Assign(target=lifting.name(statement.target), to=lifting.sql(statement.value))


def lift_call(lifting: Lifting, statement: tree.Call, _: Path) -> Call:
    """`call`."""
    return Call(call=lifting.sql(statement.call))


def lift_perform(lifting: Lifting, statement: tree.Perform, _: Path) -> Perform:
    """`perform`."""
    return Perform(perform=lifting.sql(statement.query))


def lift_execute(lifting: Lifting, statement: tree.Execute, _: Path) -> Execute:
    """`execute`, wherever INTO and USING stood."""
    command, using = lifting.sql(statement.command), lifting.list(statement.using)
    if not statement.into:
        return Execute(execute=command, using=using)
    into = lifting.names(statement.into.targets)
    return Execute(execute=command, using=using, into=into, strict=statement.into.strict)


def lift_get_diagnostics(lifting: Lifting, statement: tree.GetDiagnostics, _: Path) -> GetDiagnostics:
    """`get_diagnostics`; a mapping cannot hold a target twice."""
    items = tuple((lifting.name(item.target), item.item) for item in statement.items)
    if len({target for target, _ in items}) < len(items):
        raise UnliftableError("a target is named twice")
    return GetDiagnostics(items=items, stacked=statement.stacked)


def lift_null(_lifting: Lifting, _statement: tree.Null, _: Path) -> Nothing:
    """`nothing`."""
    return Nothing()


def lift_return(lifting: Lifting, statement: tree.Return, _: Path) -> Return:
    """`return`."""
    return Return(value=lifting.sql(statement.value) if statement.value else None)


def lift_return_next(lifting: Lifting, statement: tree.ReturnNext, _: Path) -> ReturnNext:
    """`return_next`."""
    return ReturnNext(value=lifting.sql(statement.value) if statement.value else None)


def lift_return_query(lifting: Lifting, statement: tree.ReturnQuery, _: Path) -> ReturnQuery:
    """`return_query`, static or dynamic."""
    return ReturnQuery(query=lifting.query(statement.query))


def lift_transaction(_lifting: Lifting, statement: tree.Transaction, _: Path) -> TransactionControl:
    """`transaction_control`."""
    return TransactionControl(command=statement.command, chain=statement.chain)
