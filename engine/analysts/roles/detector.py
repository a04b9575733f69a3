"""Sees which patterns of the library a unit carries out, and folds its spec to them."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission

ANALYST = Analyst(
    id="detector",
    title="Detector",
    produces=("fold",),
    lane=AnalystLane.CPU,
    works_in="job detect",
    may=(AnalystPermission.PROPOSE,),
)
