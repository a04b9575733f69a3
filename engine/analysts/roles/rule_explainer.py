"""The business rules of a unit, each with the lines that enforce it; remarks that change no spec."""

from engine.analysts.analyst import Analyst, AnalystContext, AnalystLane, AnalystPermission, CostClass, Proposed
from engine.analysts.prompt_text import prompt_text
from engine.analysts.proposal import Remark
from engine.check_edit import EditedUnit
from engine.llm.tasks.extract_rules import TASK
from engine.source.unit import ROUTINES

BUSINESS_RULE = "business rule"


def propose(unit: EditedUnit, context: AnalystContext) -> Proposed:
    """Give the rules that a routine enforces."""
    if unit.kind not in ROUTINES:
        return Proposed()
    sql = prompt_text(unit.sql, context.shown)
    answer = context.ask(TASK, {"name": unit.name, "kind": unit.kind, "sql": sql})
    rules = answer.value["rules"] if answer.value else []
    remarks = tuple(
        Remark("rule_explainer", BUSINESS_RULE, rule["rule"], (rule["first_line"], rule["last_line"])) for rule in rules
    )
    return Proposed(remarks=remarks, usage=answer.usage, fault=answer.fault)


ANALYST = Analyst(
    id="rule_explainer",
    title="Rule explainer",
    produces=(BUSINESS_RULE,),
    lane=AnalystLane.GPU,
    works_in="job enhance",
    may=(AnalystPermission.REMARK, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    tasks=(TASK.id,),
    propose=propose,
)
