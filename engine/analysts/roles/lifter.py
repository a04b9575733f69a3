"""Lifts SQL to a spec by rules and proves it: the spec that every other change starts from."""

from engine.analysts.analyst import Analyst, AnalystLane, AnalystPermission

ANALYST = Analyst(
    id="lifter",
    title="Lifter",
    produces=("spec",),
    lane=AnalystLane.CPU,
    works_in="job convert",
    may=(AnalystPermission.PROPOSE,),
    is_needed=True,
)
