"""A description of a routine as its note: it changes no meaning and says who wrote it."""

from dataclasses import replace

from engine.analysts.analyst import Analyst, AnalystContext, AnalystLane, AnalystPermission, CostClass, Proposed
from engine.analysts.prompt_text import prompt_text
from engine.analysts.proposal import ProposedChange
from engine.check_edit import EditedUnit
from engine.llm.tasks.describe import TASK
from engine.spec.reader import read_spec
from engine.spec.writer import write_spec

DESCRIPTION = "description"


def propose(unit: EditedUnit, context: AnalystContext) -> Proposed:
    """Propose a note for a routine that has none."""
    spec = read_spec(unit.lift or "")
    if len(spec.actions) != 1 or spec.actions[0].note or spec.actions[0].description:
        return Proposed()
    sql = prompt_text(unit.sql, context.shown)
    answer = context.ask(TASK, {"name": unit.name, "kind": unit.kind, "sql": sql})
    if not answer.value:
        return Proposed(usage=answer.usage, fault=answer.fault)
    note = f"{' '.join(answer.value['description'].split())} (describer)"
    described = replace(spec, actions=(replace(spec.actions[0], note=note),))
    lines = ", ".join(str(line) for line in answer.value["evidence_lines"])
    change = ProposedChange("describer", DESCRIPTION, write_spec(described).text, f"by lines {lines}")
    return Proposed((change,), usage=answer.usage)


ANALYST = Analyst(
    id="describer",
    title="Describer",
    produces=(DESCRIPTION,),
    lane=AnalystLane.GPU,
    works_in="job enhance",
    may=(AnalystPermission.PROPOSE, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    tasks=(TASK.id,),
    propose=propose,
)
