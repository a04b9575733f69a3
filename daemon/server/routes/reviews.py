"""/v1/conversions/…/review, …/check, …/decisions: one unit, looked at and decided on."""

from typing import Annotated

from fastapi import Path, Response
from fastapi.concurrency import run_in_threadpool

from daemon.server.change import Asked, Change
from daemon.server.checking import Checked, Subject
from daemon.server.errors import StaleError
from daemon.server.instance import Here, Instance
from daemon.server.review import deciding, items
from daemon.server.review.detail import detail, wire_hunks
from daemon.server.review.listening import Draft, MistakesError, draft_of, permit, say_of
from daemon.server.review.situation import situation_of, unit_of
from daemon.server.review.unit import subject_of
from daemon.server.review.voices import voice_of
from daemon.server.routes.inbox import NOBODY_YET
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.server.speaker import Speaker
from daemon.wire import codec
from daemon.wire import review as wire
from daemon.wire.decision import Act, NewDecision
from daemon.wire.role import Permission
from engine.review.refusal import Refusal
from store import Transaction, View, conversions, people

MOST = 2**53
Conversion = Annotated[int, Path(ge=1, le=MOST)]
router = resource("reviews")


@router.get("/v1/conversions/{conversion}/review", response_model=wire.Review, openapi_extra=needs(Permission.VIEW))
def show_review(instance: Here, speaker: Speaking, conversion: Conversion) -> Response:
    """Everything that a person needs to decide on a unit, and which words they may say of it."""
    with instance.store.read() as view:
        found = _review(view, speaker, conversion)
    return reply(found, revision=found.item.revision)


@router.post("/v1/conversions/{conversion}/check", response_model=wire.Checked, openapi_extra=needs(Permission.VIEW))
async def check_spec(instance: Here, speaker: Speaking, conversion: Conversion, asked: wire.Draft) -> Response:
    """What is known about a text for a unit's spec, without deciding."""
    subject = await run_in_threadpool(_subject, instance, conversion)
    return reply(_shown(await instance.checking.check(subject, asked.spec, speaker.account)))


@router.post("/v1/conversions/{conversion}/decisions", response_model=Act, openapi_extra=needs(Permission.COMMENT))
async def decide(change: Asked, conversion: Conversion, asked: NewDecision) -> Response:
    """Say a word of a unit. A text that comes with it is checked first, apart from everything else."""
    if done := await run_in_threadpool(change.repeated, asked):
        return done
    draft = await run_in_threadpool(_draft, change, conversion, asked)
    checked = None
    if draft is not None:
        checked = await change.instance.checking.check(draft.subject, draft.spec, change.speaker.account)
        if checked.mistakes:
            raise MistakesError(checked)
    return await run_in_threadpool(_decided, change, conversion, asked, draft, checked)


def _decided(
    change: Change, conversion: int, asked: NewDecision, draft: Draft | None, checked: Checked | None
) -> Response:
    def work(tx: Transaction, actor: str) -> Act:
        project = conversions.get(tx, conversion).project
        permit(tx, change.speaker, asked, project)
        voice = voice_of(tx, change.speaker, actor, project)
        try:
            say = say_of(tx, asked, actor, project, draft, checked)
            return deciding.decide(tx, voice, conversion, say, change.revision)
        except Refusal as refusal:
            if refusal.code != "review.stale":
                raise
            raise StaleError(refusal.sentence, refusal.hint, codec.to_json(current(tx))) from refusal

    def current(view: View) -> wire.Review:
        return _review(view, change.speaker, conversion)

    return change.apply(work, asked, current=current)


def _review(view: View, speaker: Speaker, conversion: int) -> wire.Review:
    project = conversions.get(view, conversion).project
    person = people.find(view, speaker.account)
    voice = voice_of(view, speaker, NOBODY_YET if person is None else person.id, project)
    situation = situation_of(view, voice, unit_of(view, conversion, project))
    return detail(view, items.one(view, conversion), situation)


def _draft(change: Change, conversion: int, asked: NewDecision) -> Draft | None:
    with change.instance.store.read() as view:
        permit(view, change.speaker, asked, conversions.get(view, conversion).project)
        return draft_of(view, conversion, asked)


def _subject(instance: Instance, conversion: int) -> Subject:
    with instance.store.read() as view:
        return subject_of(view, conversion)


def _shown(checked: Checked) -> wire.Checked:
    return wire.Checked(
        ok=not checked.mistakes,
        mistakes=checked.mistakes,
        verdict=checked.verdict,
        obligations=checked.obligations,
        difference=checked.difference,
        lowered=checked.lowered,
        hunks=wire_hunks(checked.hunks),
    )
