"""Finds patterns and units that are like a text."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission, RetrievalSettings

ANALYST = Analyst(
    id="retriever",
    title="Retriever",
    produces=("similar units", "similar patterns"),
    lane=AnalystLane.RETRIEVAL,
    works_in="job search_units",
    may=(AnalystPermission.REMARK,),
    retrieval=RetrievalSettings(top=5),
)
