"""Suggests patterns that several units share and the library does not have."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission, CostClass, RetrievalSettings

ANALYST = Analyst(
    id="pattern_discoverer",
    title="Pattern discoverer",
    produces=("pattern",),
    lane=AnalystLane.CPU,
    works_in="specdeck reverse --discover-patterns",
    may=(AnalystPermission.SUGGEST_PATTERN, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    retrieval=RetrievalSettings(top=5),
)
