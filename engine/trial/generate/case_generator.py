"""Draw the cases of a routine; the same seed and number give the same case."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from engine.trial.case import TrialCase
from engine.trial.generate.call_values import ArgumentPlan, draw_arguments, draw_event, plan_arguments, tables_by_name
from engine.trial.generate.generator_settings import draw_traits
from engine.trial.generate.mined_literals import MinedLiterals, mine_literals
from engine.trial.generate.object_names import object_names, with_names
from engine.trial.generate.table_order import with_targets
from engine.trial.generate.table_states import TablePlan, draw_rows, plan_tables
from engine.trial.routine.body_view import BodyView
from engine.trial.schema.trial_schema import RoutineShape, TrialSchema, TriggerShape


@dataclass(frozen=True, slots=True)
class CaseGenerator:
    """Everything that the cases of one routine are drawn from."""

    tables: tuple[TablePlan, ...]
    arguments: tuple[ArgumentPlan, ...]
    trigger: TriggerShape | None
    mined: MinedLiterals
    seed: int

    def case(self, number: int) -> TrialCase:
        """Return a case by its number."""
        chance = random.Random(f"{self.seed}:{number}")  # noqa: S311  draws cases, guards nothing
        traits = draw_traits(chance, self.mined.everything)
        rows = draw_rows(self.tables, chance, traits)
        if self.trigger is None:
            arguments = draw_arguments(self.arguments, rows, chance, traits)
            return TrialCase(rows, arguments, None, number + 1)
        plan = tables_by_name(self.tables)[self.trigger.table]
        fresh = draw_rows(self.tables, chance, draw_traits(chance, self.mined.everything))[self.trigger.table]
        event = draw_event(self.trigger.events, plan, rows, chance, fresh)
        return TrialCase(rows, (), event, number + 1)

    def only_valid(self, is_valid: Callable[[str, str, str], bool]) -> "CaseGenerator":
        """Return the same generator without the values that a column cannot hold: table, column, value."""
        return replace(self, tables=tuple(each.only_valid(is_valid) for each in self.tables))


def case_generator(
    view: BodyView,
    routine: RoutineShape,
    schema: TrialSchema,
    tables: Sequence[str],
    trigger: TriggerShape | None = None,
    seed: int = 1,
) -> CaseGenerator:
    """Return the generator of a routine; `tables` are those it can touch."""
    mined = mine_literals(view)
    filled = [each for each in schema.tables if not each.is_view or (trigger and each.qualified == trigger.table)]
    plans = plan_tables(with_targets(tables, filled), mined)
    row_types = {f"{each.table.schema}.{each.table.name}": each for each in plan_tables(schema.tables, mined)}
    planned = [each.table for each in plans]
    names = object_names(view, planned)
    arguments = tuple(
        replace(each, source=with_names(each.source, names, planned))
        for each in plan_arguments(routine.parameters, plans, mined, row_types)
    )
    return CaseGenerator(plans, arguments, trigger, mined, seed)
