"""/v1/projects/…/decisions, …/acts, …/undo, …/redo: decisions on many units, the acts of a project, undo and redo."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from typing import Annotated

from fastapi import Query, Response

from daemon.server.errors import ServerError
from daemon.server.http.long_write import Admit, LongResult, apply_long
from daemon.server.http.routing import MAX_NUMBER, CallerParam, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam, WriteRequest
from daemon.server.instance import InstanceParam
from daemon.server.review import act_replies, undo_redo
from daemon.server.review.decisions import bulk_decisions
from daemon.server.review.decisions.decide_portions import PORTION, decide_in_portions
from daemon.server.review.decisions.decision_maker import DecisionMaker, actor_of, decision_maker_from_caller
from daemon.server.review.decisions.decision_request import check_decision_permission, input_from_request
from daemon.server.review.folded_rows import TooManyUnitsError, add_statements
from daemon.server.routes.inbox import query_caller
from daemon.wire.decision import MAX_UNITS, Act, ActPage, ActReference, BulkDecision
from daemon.wire.role import Permission
from store import ReadView, WriteTransaction
from store.codebase import projects
from store.inbox import pages

ROUTER = resource_router("acts")


@dataclass(frozen=True, slots=True)
class Turn:
    """How to undo or redo: at once, or from a start on in several transactions; `count` gives the size of the act."""

    whole: Callable[[WriteTransaction, DecisionMaker, str, str | None], Act]
    start: Callable[[WriteTransaction, DecisionMaker, str, str | None], undo_redo.UndoRun]
    count: Callable[[ReadView, str, str, str | None], int]


UNDO = Turn(undo_redo.undo, undo_redo.start_undo, undo_redo.count_latest_undo)
REDO = Turn(undo_redo.redo, undo_redo.start_redo, undo_redo.count_latest_redo)


class UnexpectedRevisionError(ServerError):
    """An act on many units has no revision for If-Match."""

    code = "request.header"
    status = 400

    def __init__(self) -> None:
        super().__init__("An act has no revision, so If-Match does not apply.", "Omit it, or decide on one unit.")


@ROUTER.post("/v1/projects/{project}/decisions", response_model=Act, openapi_extra=requires(Permission.COMMENT))
def decide_all(write: WriteParam, project: str, body: BulkDecision) -> Response:
    """Make one decision on many units. Each has its own outcome, and one undo reverts all."""
    _no_revision(write)
    if body.preview:
        return json_reply(_preview(write, project, body))

    return apply_long(write, lambda admit: _decide_in_portions(write, admit, project, body), body)


@ROUTER.get("/v1/projects/{project}/acts", response_model=ActPage, openapi_extra=requires(Permission.VIEW))
def list_acts(
    instance: InstanceParam,
    caller: CallerParam,
    project: str,
    cursor: Annotated[int | None, Query(ge=0, le=MAX_NUMBER)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """Return a page of the acts of a project, newest first."""
    with instance.store.read() as view:
        actor = actor_of(view, caller)
        return json_reply(act_replies.act_page(view, projects.get(view, project).id, actor, cursor, limit))


@ROUTER.post("/v1/projects/{project}/undo", response_model=Act, openapi_extra=requires(Permission.COMMENT))
def undo(write: WriteParam, project: str, body: ActReference) -> Response:
    """Undo an act, or the caller's latest that is in effect."""
    return _turn(write, project, body, UNDO)


@ROUTER.post("/v1/projects/{project}/redo", response_model=Act, openapi_extra=requires(Permission.COMMENT))
def redo(write: WriteParam, project: str, body: ActReference) -> Response:
    """Redo an act that was undone, or the caller's latest undo."""
    return _turn(write, project, body, REDO)


def _decide_in_portions(write: WriteRequest, admit: Admit, project: str, body: BulkDecision) -> LongResult:
    """Decide on some units a transaction, all in one act."""
    store = write.instance.store

    def maker(tx: WriteTransaction) -> DecisionMaker:
        actor, number = admit(tx), projects.get(tx, project).id
        check_decision_permission(tx, write.caller, body.decision, number)
        return decision_maker_from_caller(tx, write.caller, actor, number)

    with store.write() as tx:
        decider, number = maker(tx), projects.get(tx, project).id
        given = input_from_request(tx, body.decision, decider.actor, number)
        units = _units(tx, write, number, body)
        run = bulk_decisions.start_bulk(tx, decider, number, len(units), given)
    decide_in_portions(store, maker, run, units)
    with store.read() as view:
        reply = bulk_decisions.bulk_reply(view, decider, run)
    return LongResult(reply, lambda tx: bulk_decisions.finish_bulk(tx, run))


def _no_revision(write: WriteRequest) -> None:
    if write.revision is not None:
        raise UnexpectedRevisionError


def _turn(write: WriteRequest, project: str, body: ActReference, turn: Turn) -> Response:
    _no_revision(write)

    def maker(tx: WriteTransaction, actor: str) -> tuple[DecisionMaker, str]:
        number = projects.get(tx, project).id
        return decision_maker_from_caller(tx, write.caller, actor, number), number

    def at_once(tx: WriteTransaction, actor: str) -> Act:
        return turn.whole(tx, *maker(tx, actor), body.act)

    def in_portions(admit: Admit) -> LongResult:
        store = write.instance.store
        with store.write() as tx:
            decider, number = maker(tx, admit(tx))
            run = turn.start(tx, decider, number, body.act)
        while not run.is_complete:
            with store.write_in_background() as tx:
                undo_redo.turn_some(tx, maker(tx, admit(tx))[0], run, PORTION)
        with store.read() as view:
            reply = undo_redo.turn_reply(view, decider, run)
        return LongResult(reply, lambda tx: undo_redo.finish_turn(tx, run))

    if _turned_units(write, project, body, turn) > PORTION:
        return apply_long(write, in_portions, body)
    return write.apply(at_once, body)


def _turned_units(write: WriteRequest, project: str, body: ActReference, turn: Turn) -> int:
    with write.instance.store.read() as view:
        return turn.count(view, actor_of(view, write.caller), projects.get(view, project).id, body.act)


def _preview(write: WriteRequest, project: str, body: BulkDecision) -> Act:
    with write.instance.store.read() as view:
        number = projects.get(view, project).id
        check_decision_permission(view, write.caller, body.decision, number)
        actor = actor_of(view, write.caller)
        given = input_from_request(view, body.decision, actor, number)
        return bulk_decisions.preview_all(
            view,
            decision_maker_from_caller(view, write.caller, actor, number),
            number,
            _units(view, write, number, body),
            given,
        )


def _units(view: ReadView, write: WriteRequest, project: str, body: BulkDecision) -> bulk_decisions.SeenRevisions:
    """Return the units of a request, with the revisions that were seen, and the statements folded under them."""
    return add_statements(view, _named_units(view, write, project, body), body.decision, MAX_UNITS)


def _named_units(view: ReadView, write: WriteRequest, project: str, body: BulkDecision) -> dict[int, int | None]:
    if body.where is None:
        return dict(zip(body.units, body.revisions or repeat(None), strict=False))
    found = pages.list_all(view, project, body.where, query_caller(view, write.caller), MAX_UNITS + 1)
    if len(found) > MAX_UNITS:
        sentence = f"This query finds more than {MAX_UNITS} units."
        raise TooManyUnitsError(sentence, "Narrow the query, and decide in several acts.")
    return dict.fromkeys(found)
