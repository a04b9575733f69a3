"""/v1/projects/…/decisions, …/acts, …/undo, …/redo: many units at once, what was done, and the way back."""

from collections.abc import Callable
from itertools import repeat
from typing import Annotated

from fastapi import Query, Response

from daemon.server.change import Asked, Change
from daemon.server.errors import ServerError
from daemon.server.instance import Here
from daemon.server.review import acts as told
from daemon.server.review import bulk, undoing
from daemon.server.review.listening import permit, say_of
from daemon.server.review.say import Voice
from daemon.server.review.voices import voice_of
from daemon.server.routes.inbox import NOBODY_YET, asker
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.wire.decision import MOST_UNITS, Act, ActPage, NewDecisions, Which
from daemon.wire.role import Permission
from store import Transaction, View, people, projects
from store.inbox import pages

MOST = 2**53
router = resource("acts")
Turn = Callable[[Transaction, Voice, str, str | None], Act]


class TooManyUnitsError(ServerError):
    """One act would be about more units than one transaction should."""

    code = "review.too_many"
    status = 422


class ManyRevisionsError(ServerError):
    """An act on many units has no revision that If-Match could name."""

    code = "request.header"
    status = 400

    def __init__(self) -> None:
        super().__init__(
            "An act has no revision, so If-Match says nothing here.", "Leave it out, or decide on one unit."
        )


@router.post("/v1/projects/{project}/decisions", response_model=Act, openapi_extra=needs(Permission.COMMENT))
def decide_all(change: Asked, project: str, asked: NewDecisions) -> Response:
    """Say one word of many units: each stands or falls alone, and one undo takes all back."""
    _no_revision(change)
    if asked.preview:
        return reply(_preview(change, project, asked))

    def work(tx: Transaction, actor: str) -> Act:
        number = projects.get(tx, project).id
        permit(tx, change.speaker, asked.decision, number)
        say = say_of(tx, asked.decision, actor, number)
        return bulk.decide_all(
            tx, voice_of(tx, change.speaker, actor, number), number, _units(tx, change, number, asked), say
        )

    return change.apply(work, asked)


@router.get("/v1/projects/{project}/acts", response_model=ActPage, openapi_extra=needs(Permission.VIEW))
def list_acts(
    instance: Here,
    speaker: Speaking,
    project: str,
    cursor: Annotated[int | None, Query(ge=0, le=MOST)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """What was done in a project, newest first, a page at a time."""
    with instance.store.read() as view:
        person = people.find(view, speaker.account)
        actor = NOBODY_YET if person is None else person.id
        return reply(told.page(view, projects.get(view, project).id, actor, cursor, limit))


@router.post("/v1/projects/{project}/undo", response_model=Act, openapi_extra=needs(Permission.COMMENT))
def undo(change: Asked, project: str, asked: Which) -> Response:
    """Take an act back; without a name one's own latest that counts still."""
    return _turn(change, project, asked, undoing.undo)


@router.post("/v1/projects/{project}/redo", response_model=Act, openapi_extra=needs(Permission.COMMENT))
def redo(change: Asked, project: str, asked: Which) -> Response:
    """Do again what was taken back; without a name one's own latest undo."""
    return _turn(change, project, asked, undoing.redo)


def _no_revision(change: Change) -> None:
    if change.revision is not None:
        raise ManyRevisionsError


def _turn(change: Change, project: str, asked: Which, turn: Turn) -> Response:
    _no_revision(change)

    def work(tx: Transaction, actor: str) -> Act:
        number = projects.get(tx, project).id
        return turn(tx, voice_of(tx, change.speaker, actor, number), number, asked.act)

    return change.apply(work, asked)


def _preview(change: Change, project: str, asked: NewDecisions) -> Act:
    with change.instance.store.read() as view:
        number = projects.get(view, project).id
        permit(view, change.speaker, asked.decision, number)
        person = people.find(view, change.speaker.account)
        actor = NOBODY_YET if person is None else person.id
        say = say_of(view, asked.decision, actor, number)
        return bulk.preview(
            view, voice_of(view, change.speaker, actor, number), number, _units(view, change, number, asked), say
        )


def _units(view: View, change: Change, project: str, asked: NewDecisions) -> bulk.Seen:
    """The units that are meant, each with the revision at which it was seen, if that was told."""
    if asked.where is None:
        return dict(zip(asked.units, asked.revisions or repeat(None), strict=False))
    found = pages.every(view, project, asked.where, asker(view, change.speaker), MOST_UNITS + 1)
    if len(found) > MOST_UNITS:
        sentence = f"This query finds more than {MOST_UNITS} units."
        raise TooManyUnitsError(sentence, "Narrow it, and decide in several acts.")
    return dict.fromkeys(found)
