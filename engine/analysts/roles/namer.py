"""Better names for the variables of a routine, each proved to capture nothing."""

from engine.analysts.analyst import Analyst, AnalystContext, AnalystLane, AnalystPermission, CostClass, Proposed
from engine.analysts.local_names import identifiers, local_names, rename_locals
from engine.analysts.prompt_text import prompt_text
from engine.analysts.proposal import ProposedChange
from engine.analysts.variable_notes import variable_notes
from engine.check_edit import EditedUnit
from engine.conversion import convert_file
from engine.llm.tasks.name_variables import TASK
from engine.source.split_file import split

RENAME = "rename"


def propose(unit: EditedUnit, context: AnalystContext) -> Proposed:
    """Propose one spec with all of the new names."""
    variables = local_names(unit.sql)
    if not variables:
        return Proposed()
    answer = context.ask(
        TASK,
        {
            "name": unit.name,
            "sql": prompt_text(unit.sql, context.shown),
            "variables": variables,
            "identifiers": identifiers(unit.sql),
            "purposes": variable_notes(unit.sql),
        },
    )
    renames = answer.value["renames"] if answer.value else []
    changes = renamed_change(unit, {each["old"]: each["new"] for each in renames})
    return Proposed(changes, usage=answer.usage, fault=answer.fault)


def renamed_change(unit: EditedUnit, names: dict[str, str]) -> tuple[ProposedChange, ...]:
    """Return the spec of the routine under the new names; none if it cannot be lifted."""
    renamed = rename_locals(unit.sql, names) if names else None
    conversions = list(convert_file(split(renamed))) if renamed else []
    if len(conversions) != 1 or not conversions[0].ok:
        return ()
    reason = ", ".join(f"{old} → {new}" for old, new in names.items())
    return (ProposedChange("namer", RENAME, conversions[0].spec, reason),)


ANALYST = Analyst(
    id="namer",
    title="Namer",
    produces=(RENAME,),
    lane=AnalystLane.GPU,
    works_in="job enhance",
    may=(AnalystPermission.PROPOSE, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    tasks=(TASK.id,),
    propose=propose,
)
