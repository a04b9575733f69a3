"""What an analyst may do is enforced where it works: the table of analysts is more than a description."""

from dataclasses import replace

from engine.analysts.analyst import Analyst, AnalystContext, AnalystPermission, Proposed, all_analysts
from engine.fault import EngineError, Fault
from engine.llm.ask_model import ModelAnswer
from engine.llm.prompt_task import PromptTask, TaskInput


def may_propose(analyst_id: str) -> bool:
    """Whether changes of specs that a model gave may come from this analyst."""
    analyst = all_analysts().get(analyst_id)
    return analyst is not None and {AnalystPermission.PROPOSE, AnalystPermission.ASK_MODEL} <= set(analyst.may)


def permitted_context(analyst: Analyst, context: AnalystContext) -> AnalystContext:
    """Return the context in which an analyst works: it asks a model only if it may, and only its own tasks."""

    def ask(task: PromptTask, given: TaskInput) -> ModelAnswer:
        if AnalystPermission.ASK_MODEL not in analyst.may or task.id not in (*analyst.tasks, *analyst.other_tasks):
            raise EngineError(_refused(analyst, f"ask a model to {task.title.lower()}"))
        return context.ask(task, given)

    return replace(context, ask=ask)


def check_permissions(analyst: Analyst, given: Proposed) -> None:
    """Raise EngineError if an analyst gives what it may not, or speaks for another one."""
    if given.changes and AnalystPermission.PROPOSE not in analyst.may:
        raise EngineError(_refused(analyst, "propose a change"))
    if given.remarks and AnalystPermission.REMARK not in analyst.may:
        raise EngineError(_refused(analyst, "make a remark"))
    if any(each.analyst != analyst.id for each in (*given.changes, *given.remarks)):
        raise EngineError(_refused(analyst, "speak for another analyst"))


def _refused(analyst: Analyst, act: str) -> Fault:
    sentence = f"The {analyst.title.lower()} may not {act}."
    return Fault("analysts.not_permitted", sentence, f"`specdeck analysts show {analyst.id}` lists what it may do.")
