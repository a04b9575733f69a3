"""Writes a pattern from a person's description, and templates of patterns for other languages."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission, CostClass, RetrievalSettings

ANALYST = Analyst(
    id="template_writer",
    title="Template writer",
    produces=("pattern", "template"),
    lane=AnalystLane.GPU,
    works_in="jobs draft_pattern and write_template",
    may=(AnalystPermission.SUGGEST_PATTERN, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    other_tasks=("create_pattern", "write_template"),
    retrieval=RetrievalSettings(top=3),
)
