"""The most that a call may take and cost, and why one is not made."""

from datetime import date

from engine.analysts.prompt_text import MOST_CHARACTERS
from engine.fault import Fault
from engine.llm.money.model_prices import CloudModel
from engine.llm.tasks import all_tasks
from jobs.kinds.ask_cloud.paid_call import CallFailure

BYTES_A_TOKEN = 2  # fewer than in practice; the worker counts exactly
LONGEST = 4 * MOST_CHARACTERS  # bytes of SQL: a longer routine is shortened for its prompt
OVERHEAD = 2_500  # tokens of names, of the schema, and of what a repair quotes
SUCCESS = 0.9  # how often a cloud model is right
OFF = Fault("cost.cloud_off", "The cloud is off for this project.", "Allow it: specdeck cost cloud on.")
BUDGET = Fault("cost.budget", "Today's budget does not allow another call.", "Raise it: specdeck cost budget DOLLARS.")
PAUSED = Fault("llm.paused", "The cloud model failed repeatedly and is not asked for a while.", "Nothing to do.")
PACED = Fault("llm.paced", "The calls of this minute are used up.", "More: specdeck cost cloud on --per-minute N.")
WAITS = frozenset({PAUSED.code, PACED.code})


def most_of_call(model: CloudModel, task: str, sql: str, day: date) -> tuple[int, int]:
    """Return the input tokens that a call may have, and the nanodollars that it can cost at most."""
    asked = all_tasks()[task]
    shown = min(len(sql.encode()), LONGEST)
    tokens = -(-(len(asked.system().encode()) + shown) // BYTES_A_TOKEN) + OVERHEAD
    return tokens, model.most(tokens, asked.max_tokens, day)


def call_failure(fault: Fault, wait: float | None = None) -> CallFailure:
    """Return why a call is not made now, and whether waiting helps."""
    return CallFailure(fault.code, fault.sentence, fault.hint, fault.code in WAITS, wait)
