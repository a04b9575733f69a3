"""Repairs what a validator refuses, by the messages of the validator."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission, CostClass

ANALYST = Analyst(
    id="critic",
    title="Critic",
    produces=("repair",),
    lane=AnalystLane.GPU,
    works_in="job draft_pattern",
    may=(AnalystPermission.ASK_MODEL,),
    cost=CostClass.MODEL,
    other_tasks=("repair",),
)
