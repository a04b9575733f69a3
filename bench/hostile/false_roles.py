"""Analysts that do what they may not: propose, remark, ask, and speak for others."""

from collections.abc import Iterator
from dataclasses import replace

from engine.analysts.analyse_unit import analyse_unit
from engine.analysts.analyst import Analyst, AnalystContext, AnalystPermission, Proposed, all_analysts
from engine.analysts.proposal import ProposedChange, Remark
from engine.check_edit import EditedUnit
from engine.llm.tasks import all_tasks
from hostile.attack import Attack
from hostile.said_answers import HostileModel


def attack_roles(unit: EditedUnit) -> Iterator[Attack]:
    """Yield what each analyst could do beyond its permissions."""
    model = HostileModel({})
    for analyst in all_analysts().values():
        for act in (_proposes, _speaks_for_the_person, _asks_everything):
            asked = len(model.prompts)
            (analysis,) = analyse_unit(unit, [act(analyst, unit)], AnalystContext(model.ask))
            through = bool(analysis.changes or analysis.remarks) or len(model.prompts) > asked
            yield Attack("beyond a permission", unit.name, f"{analyst.id}: {act.__name__}" if through else "")


def _proposes(analyst: Analyst, unit: EditedUnit) -> Analyst:
    """Let an analyst without the permission propose."""
    change = ProposedChange(analyst.id, "rename", unit.lift or "", "")
    may = tuple(each for each in analyst.may if each is not AnalystPermission.PROPOSE)
    return replace(analyst, may=may, propose=lambda _unit, _context: Proposed((change,)))


def _speaks_for_the_person(analyst: Analyst, unit: EditedUnit) -> Analyst:
    other = "lifter" if analyst.id == "person" else "person"
    said = Proposed((ProposedChange(other, "edit", unit.lift or "", ""),), (Remark(other, "fact", "Approved."),))
    return replace(analyst, propose=lambda _unit, _context: said)


def _asks_everything(analyst: Analyst, _unit: EditedUnit) -> Analyst:
    """Let an analyst ask a task of another one."""

    def propose(_unit: EditedUnit, context: AnalystContext) -> Proposed:
        task = next(each for name, each in all_tasks().items() if name not in (*analyst.tasks, *analyst.other_tasks))
        context.ask(task, {})
        return Proposed()

    return replace(analyst, propose=propose)
