"""What is run: a routine, and one version of its definition."""

from dataclasses import dataclass

from engine.trial.schema.trial_schema import RoutineShape, TriggerShape


@dataclass(frozen=True, slots=True)
class TrialSubject:
    """The routine under trial, the tables that a snapshot covers, and the trigger that calls a trigger function.

    `tables` are written as in `TableShape.qualified`. `search_path` is that of the caller. `procedures` are those that
    it may call, and `chosen_types` are used in place of the polymorphic ones.
    """

    routine: RoutineShape
    tables: tuple[str, ...] = ()
    trigger: TriggerShape | None = None
    search_path: tuple[str, ...] = ()
    procedures: tuple[RoutineShape, ...] = ()
    chosen_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutineVariant:
    """One version of the routine: a complete CREATE OR REPLACE statement, under the routine's own name.

    The versions are created one after the other in one transaction, so that recursion, callers, messages and `now()`
    are the same for all of them. An empty `sql` is the definition that the database already holds. `seconds` limit a
    run of a version that may never end more than the sandbox does.
    """

    name: str
    sql: str = ""
    seconds: float | None = None
