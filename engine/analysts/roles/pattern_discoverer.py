"""Suggests patterns that several units share and the library does not have."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission, CostClass, RetrievalSettings

ANALYST = Analyst(
    id="pattern_discoverer",
    title="Pattern discoverer",
    produces=("pattern",),
    lane=AnalystLane.GPU,
    works_in="job discover_patterns",
    may=(AnalystPermission.SUGGEST_PATTERN, AnalystPermission.REMARK, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    other_tasks=("propose_pattern",),
    retrieval=RetrievalSettings(top=5),
)
