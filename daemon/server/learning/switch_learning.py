"""Turn learning on or off, promote a model, fold the whole log again."""

from daemon.server.workers.order_learning import order_cycle
from daemon.wire.learning import LearningChange
from engine.review.refusal import Refusal
from engine.triage.logged_event import MODELS, LoggedKind
from store import WriteTransaction
from store.core import journal
from store.learning import cycles, learning_log, learning_projects, scores, snapshots
from store.learning.learning_log import NewEvent
from store.review import reviews


def change_learning(tx: WriteTransaction, project: str, change: LearningChange, actor: str) -> None:
    """Make a change and record who made it."""
    if change.model is not None:
        _promote(tx, project, change.model, actor)
    if change.enabled is not None:
        _switch(tx, project, actor, enabled=change.enabled)


def rebuild(tx: WriteTransaction, project: str, actor: str, now: float) -> str:
    """Drop the snapshots and order a cycle that folds the whole log; return the number of the job."""
    snapshots.delete_from(tx, project, 0)
    learning_projects.add_touched(tx, project)
    journal.append(tx, "learning.rebuilt", f"project:{project}", {}, actor)
    return order_cycle(tx, project, cycles.current_basis(tx, project), now)


def _switch(tx: WriteTransaction, project: str, actor: str, *, enabled: bool) -> None:
    """Without learning there are no scores, so that every unit waits for a person."""
    learning_projects.set_enabled(tx, project, enabled=enabled)
    learning_projects.add_touched(tx, project)
    if not enabled:
        scores.delete_all(tx, project, reviews.DEFAULT_LANE)
    journal.append(tx, "learning.switched", f"project:{project}", {"enabled": enabled}, actor)


def _promote(tx: WriteTransaction, project: str, model: str, actor: str) -> None:
    """Promote a model that won its test, or roll back to the regression, which is always allowed."""
    cycle = cycles.find(tx, project)
    models = cycle.report["models"] if cycle else {"serving": MODELS[0], "is_decided": False}
    if model not in MODELS:
        raise Refusal("model", f"{model!r} is not a model.", f"One of: {', '.join(MODELS)}.")
    if model == models["serving"]:
        raise Refusal("model", f"The {model} gives the confidence already.", "See: specdeck learn models list")
    if model != MODELS[0] and not models["is_decided"]:
        sentence = f"There is not enough evidence that the {model} predicts better."
        raise Refusal("model", sentence, "The test needs a factor of 20: specdeck learn models list")
    learning_log.append(tx, project, NewEvent(LoggedKind.PROMOTED, model=model))
    learning_projects.add_touched(tx, project)
    journal.append(tx, "learning.promoted", f"project:{project}", {"model": model}, actor)
