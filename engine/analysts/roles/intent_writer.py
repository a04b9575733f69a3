"""What a unit is for and about which business object, as a remark with its confidence."""

from engine.analysts.analyst import Analyst, AnalystContext, AnalystLane, AnalystPermission, CostClass, Proposed
from engine.analysts.prompt_text import prompt_text
from engine.analysts.proposal import Remark
from engine.check_edit import EditedUnit
from engine.llm.tasks.infer_intent import TASK
from engine.source.unit import ROUTINES

INTENT = "intent"


def propose(unit: EditedUnit, context: AnalystContext) -> Proposed:
    """Give the intent of a routine."""
    if unit.kind not in ROUTINES:
        return Proposed()
    sql = prompt_text(unit.sql, context.shown)
    answer = context.ask(TASK, {"name": unit.name, "kind": unit.kind, "sql": sql})
    if not answer.value:
        return Proposed(usage=answer.usage, fault=answer.fault)
    value, lines = answer.value, answer.value["evidence_lines"]
    text = f"{value['intent']}: {value['subject']} ({value['confidence']} %)"
    return Proposed(remarks=(Remark("intent_writer", INTENT, text, (min(lines), max(lines))),), usage=answer.usage)


ANALYST = Analyst(
    id="intent_writer",
    title="Intent writer",
    produces=(INTENT,),
    lane=AnalystLane.GPU,
    works_in="job enhance",
    may=(AnalystPermission.REMARK, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    tasks=(TASK.id,),
    propose=propose,
)
