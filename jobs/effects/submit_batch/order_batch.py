"""When a batch of the waiting questions of a project is due."""

from datetime import UTC, datetime

from engine.fault import EngineError
from engine.llm.cloud.batch_hours import read_hours
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.submit_batch import KIND
from store import ReadView
from store.cost.batch_questions import list_waiting
from store.cost.cloud_settings import get_cloud


def batch_orders(view: ReadView, project: str, delay: float = 0.0) -> tuple[JobOrder, ...]:
    """Return the order for the next batch of a project; none without waiting questions, or outside of its hours."""
    if not list_waiting(view, project, 1) or not is_batch_time(view, project):
        return ()
    return (JobOrder(KIND, project, f"project:{project}", priority=JobPriority.LOW, delay=delay),)


def is_batch_time(view: ReadView, project: str) -> bool:
    """Return whether batches of a project are submitted at this hour, by the clock of this machine."""
    try:
        hours = read_hours(get_cloud(view, project).batch_hours)
    except EngineError:  # a setting is checked when it is made; a damaged one keeps nobody waiting
        return True
    return hours is None or hours.contains(datetime.fromtimestamp(view.now, UTC).astimezone().hour)
