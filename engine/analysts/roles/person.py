"""Edits specs and decides on every proposal."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission, CostClass

ANALYST = Analyst(
    id="person",
    title="Person",
    produces=("edit", "decision"),
    lane=AnalystLane.PERSON,
    works_in="specdeck review",
    may=(AnalystPermission.PROPOSE, AnalystPermission.DECIDE),
    cost=CostClass.TIME,
    is_needed=True,
)
