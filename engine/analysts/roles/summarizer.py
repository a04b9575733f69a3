"""Sums up what an open proposal changes, where that takes more than a few sentences; facts are listed beside it."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission, CostClass
from engine.llm.tasks.summarize_changes import TASK

ANALYST = Analyst(
    id="summarizer",
    title="Summarizer",
    produces=("summary",),
    lane=AnalystLane.GPU,
    works_in="job enhance",
    may=(AnalystPermission.REMARK, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    other_tasks=(TASK.id,),
)
