"""Find the routine of a unit in a database, with the tables and the trigger that its trial needs."""

from collections.abc import Sequence

from engine.source.unit import Unit
from engine.trial.generate.touched_tables import touched_tables
from engine.trial.observe.variant import TrialSubject
from engine.trial.routine.routine_text import RoutineText, UntriableError
from engine.trial.schema.trial_schema import RoutineShape, TrialSchema, TriggerShape
from engine.trial.session.called_procedures import called_procedures
from engine.trial.session.concrete_types import with_concrete_types


def find_subject(unit: Unit, routine: RoutineText, schema: TrialSchema) -> TrialSubject:
    """Return what is tried for a unit; refuse a routine that is not in the database, or that nothing can call."""
    shape = _shape(routine, schema.routines)
    if shape is None:
        raise UntriableError(
            f"{unit.name} could not be created in the scratch database.", "Give the files that define what it uses."
        )
    trigger = _trigger(shape, schema)
    tables = touched_tables(shape, schema)
    if trigger is not None and trigger.table not in tables:
        tables = (*tables, trigger.table)
    views = {each.qualified for each in schema.tables if each.is_view}
    watched = tuple(each for each in tables if each not in views)
    concrete, chosen = with_concrete_types(shape, schema)
    return TrialSubject(concrete, watched, trigger, unit.search_path, called_procedures(shape, schema), chosen)


def _shape(routine: RoutineText, shapes: Sequence[RoutineShape]) -> RoutineShape | None:
    """Return the routine with the same name and body, or the only one with the same name and number of parameters."""
    named = [each for each in shapes if each.name == routine.path[-1]]
    if len(routine.path) > 1:
        named = [each for each in named if each.schema == routine.path[-2]]
    same = [each for each in named if each.source == routine.body]
    if same:
        return same[0]
    count = sum(each.is_input for each in routine.header.parameters)
    alike = [each for each in named if len(each.parameters) == count]
    return alike[0] if len(alike) == 1 else None


def _trigger(shape: RoutineShape, schema: TrialSchema) -> TriggerShape | None:
    if shape.kind != "trigger":
        return None
    found = [each for each in schema.triggers if each.function == shape.qualified]
    if not found:
        raise UntriableError(f"No trigger calls {shape.name}.", "Give the file with its CREATE TRIGGER.")
    return found[0]
