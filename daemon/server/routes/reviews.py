"""/v1/conversions/…/review, …/check, …/decisions, /v1/projects/…/decisions, …/acts, …/undo, …/redo: deciding."""

from typing import Annotated

from fastapi import Path, Response
from fastapi.concurrency import run_in_threadpool

from daemon.server.checking import Checked, Subject
from daemon.server.instance import Here, Instance
from daemon.server.review.detail import wire_hunks
from daemon.server.review.unit import subject_of
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.wire import review as wire
from daemon.wire.role import Permission

MOST = 2**53
Conversion = Annotated[int, Path(ge=1, le=MOST)]
router = resource("reviews")


@router.post("/v1/conversions/{conversion}/check", response_model=wire.Checked, openapi_extra=needs(Permission.VIEW))
async def check_spec(instance: Here, speaker: Speaking, conversion: Conversion, asked: wire.Draft) -> Response:
    """What is known about a text for a unit's spec, without deciding."""
    subject = await run_in_threadpool(_subject, instance, conversion)
    return reply(_shown(await instance.checking.check(subject, asked.spec, speaker.account)))


def _subject(instance: Instance, conversion: int) -> Subject:
    with instance.store.read() as view:
        return subject_of(view, conversion)


def _shown(checked: Checked) -> wire.Checked:
    return wire.Checked(
        ok=not checked.mistakes,
        mistakes=tuple(wire.Mistake(each.line, each.column, each.sentence, each.hint) for each in checked.mistakes),
        verdict=checked.verdict,
        obligations=checked.obligations,
        difference=checked.difference,
        lowered=checked.lowered,
        hunks=wire_hunks(checked.hunks),
    )
