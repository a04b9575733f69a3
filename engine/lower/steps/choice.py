"""IF chains on one value."""

from engine.lower.error import LowerError
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import has_comma
from engine.lower.step import StepWriters, lower_inner
from engine.spec.steps.arm import ChoiceArm
from engine.spec.steps.match import MatchStep
from engine.spec.steps.on_event import OnEventStep

_EVENTS = ("insert", "update", "delete", "truncate")
_ELSE = "else"


def lower_match(step: MatchStep, page: SqlPage) -> None:
    """`IF value = key THEN … ELSIF value IN (keys) THEN … END IF;`."""
    for place, arm in enumerate(step.cases):
        test = f"IN ({arm.key})" if has_comma(arm.key) else f"= {arm.key}"
        _write_arm(page, place, f"{step.value} {test}", arm)
    if step.default is not None:
        page.add("ELSE")
        lower_inner(step.default, page)
    page.add("END IF;")


def lower_on_event(step: OnEventStep, page: SqlPage) -> None:
    """`IF TG_OP = 'INSERT' THEN … ELSE … END IF;`."""
    last = len(step.arms) - 1
    for place, arm in enumerate(step.arms):
        if arm.key == _ELSE and place == last and place:
            page.add("ELSE")
            page.note(arm.note)
            lower_inner(arm.then, page)
        else:
            _write_arm(page, place, event_condition(arm.key), arm)
    page.add("END IF;")


def event_condition(key: str) -> str:
    """Return the condition of `insert or update`, or of `insert, update`, which is a list."""
    for joint in (" or ", ", "):
        events = key.split(joint)
        if all(event in _EVENTS for event in events):
            break
    else:
        raise LowerError(
            f"`on_event` does not know the event {key}",
            "write insert, update, delete or truncate, several with `or` between them, and `else` as the last key",
        )
    names = [f"'{event.upper()}'" for event in events]
    if joint == ", " and len(names) > 1:
        return f"TG_OP IN ({', '.join(names)})"
    return " OR ".join(f"TG_OP = {name}" for name in names)


def _write_arm(page: SqlPage, place: int, condition: str, arm: ChoiceArm) -> None:
    page.note(arm.note)
    page.open_with("ELSIF" if place else "IF", condition, "THEN")
    lower_inner(arm.then, page)


WRITERS: StepWriters = {MatchStep: lower_match, OnEventStep: lower_on_event}
