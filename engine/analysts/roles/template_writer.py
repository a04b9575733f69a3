"""Writes a pattern from a person's description of it."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission, CostClass, RetrievalSettings

ANALYST = Analyst(
    id="template_writer",
    title="Template writer",
    produces=("pattern", "template"),
    lane=AnalystLane.GPU,
    works_in="specdeck patterns suggest --from",
    may=(AnalystPermission.SUGGEST_PATTERN, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    other_tasks=("create_pattern",),
    retrieval=RetrievalSettings(top=3),
)
