"""Decides which questions are asked, and which model is asked first."""

from engine.analysts.analyst import Analyst, AnalystLane

ANALYST = Analyst(
    id="router",
    title="Router",
    produces=("route",),
    lane=AnalystLane.CPU,
    works_in="jobs enhance and ask_cloud",
    may=(),
    is_needed=True,
)
