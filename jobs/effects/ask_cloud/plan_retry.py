"""What follows a cloud model that gave no answer: another try later, or an end with the reason."""

from collections.abc import Mapping

from jobs.effects.ask_cloud.call_limits import WAITS
from jobs.job_effect import Applied
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.ask_cloud import KIND
from jobs.kinds.ask_cloud.paid_call import CallFailure
from store import WriteTransaction
from store.codebase.conversion_row import unit_from_subject
from store.cost import cloud_questions
from store.cost.cloud_breakers import get_breaker
from store.cost.cloud_questions import MOST_ATTEMPTS
from store.cost.cloud_settings import get_cloud

FIRST_WAIT = 2.0  # seconds; each further try waits twice as long


def plan_retry(
    tx: WriteTransaction, project: str, subject: str, failure: CallFailure, summary: Mapping[str, object]
) -> Applied:
    """Order another try of a temporary failure; give up one that lasts. The reason is kept with the job."""
    outcome = {**summary, "code": failure.code, "sentence": failure.sentence, "hint": failure.hint}
    unit = unit_from_subject(subject)
    left = MOST_ATTEMPTS
    if failure.temporary and failure.code not in WAITS:
        left = cloud_questions.count_attempt(tx, unit)
    if not failure.temporary or not left:
        cloud_questions.close_questions(tx, unit)
        return Applied({**outcome, "faults": 1})
    pause = get_breaker(tx, get_cloud(tx, project).model).open_until - tx.now
    backoff = FIRST_WAIT * 2 ** (MOST_ATTEMPTS - left)
    wait = max(failure.retry_after or 0.0, pause, backoff)
    return Applied(outcome, (JobOrder(KIND, project, subject, priority=JobPriority.LOW, delay=wait),))
