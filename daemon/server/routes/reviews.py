"""/v1/conversions/…/review, …/check, …/decisions: review one unit and decide on it."""

import json

from fastapi import Response
from fastapi.concurrency import run_in_threadpool

from daemon.server.checks.check_pool import CheckedSpec, CheckSubject
from daemon.server.errors import StaleRevisionError
from daemon.server.http.caller import Caller
from daemon.server.http.routing import CallerParam, RowNumber, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam, WriteRequest
from daemon.server.instance import Instance, InstanceParam
from daemon.server.review import folded_rows, inbox_items
from daemon.server.review.decisions import single_decision
from daemon.server.review.decisions.decision_context import context_for, unit_in_review
from daemon.server.review.decisions.decision_maker import actor_of, decision_maker_from_caller
from daemon.server.review.decisions.decision_request import (
    DecisionDraft,
    MistakesError,
    check_decision_permission,
    draft_from_request,
    input_from_request,
)
from daemon.server.review.review_detail import hunk_infos, review_detail
from daemon.server.review.unit_texts import check_subject
from daemon.wire import codec
from daemon.wire import review as wire
from daemon.wire.decision import Act, NewDecision
from daemon.wire.role import Permission
from engine.review.refusal import Refusal
from store import ReadView, WriteTransaction
from store.codebase import conversions

ROUTER = resource_router("reviews")


@ROUTER.get("/v1/conversions/{conversion}/review", response_model=wire.Review, openapi_extra=requires(Permission.VIEW))
def show_review(instance: InstanceParam, caller: CallerParam, conversion: RowNumber) -> Response:
    """Return everything needed to decide on a unit, and the decisions that the caller may make."""
    with instance.store.read() as view:
        found = _review(view, caller, conversion)
    return json_reply(found, revision=found.item.revision)


@ROUTER.post(
    "/v1/conversions/{conversion}/check", response_model=wire.CheckResult, openapi_extra=requires(Permission.VIEW)
)
async def check_spec(
    instance: InstanceParam, caller: CallerParam, conversion: RowNumber, body: wire.TextToCheck
) -> Response:
    """Check a text for the spec of a unit, without deciding."""
    subject = await run_in_threadpool(_subject, instance, conversion)
    return json_reply(_shown(await instance.check_pool.check(subject, body.spec, caller.account)))


@ROUTER.post("/v1/conversions/{conversion}/decisions", response_model=Act, openapi_extra=requires(Permission.COMMENT))
async def decide(write: WriteParam, conversion: RowNumber, body: NewDecision) -> Response:
    """Decide on a unit. A text that comes with the decision is checked first, in a separate process."""
    draft = await run_in_threadpool(_decided_unless_drafted, write, conversion, body)
    if isinstance(draft, Response):
        return draft
    checked = await write.instance.check_pool.check(draft.subject, draft.spec, write.caller.account)
    if checked.mistakes:
        raise MistakesError(checked)
    return await run_in_threadpool(_decided, write, conversion, body, draft, checked)


def _decided_unless_drafted(write: WriteRequest, conversion: int, body: NewDecision) -> Response | DecisionDraft:
    """Decide at once, or return the text to check first; one thread does it all, since each change of threads waits."""
    if done := write.repeated(body):
        return done
    if draft := _draft(write, conversion, body):
        return draft
    folded = _folded(write, conversion, body)
    reply = _decided(write, conversion, body)
    if folded:
        return _decided_on_folded(write, body, reply, folded)
    return reply


def _decided(
    write: WriteRequest,
    conversion: int,
    body: NewDecision,
    draft: DecisionDraft | None = None,
    checked: CheckedSpec | None = None,
) -> Response:
    def work(tx: WriteTransaction, actor: str) -> Act:
        project = conversions.get(tx, conversion).project
        check_decision_permission(tx, write.caller, body, project)
        maker = decision_maker_from_caller(tx, write.caller, actor, project)
        try:
            given = input_from_request(tx, body, actor, project, draft, checked)
            return single_decision.decide_unit(tx, maker, conversion, given, write.revision)
        except Refusal as refusal:
            if refusal.code != "review.stale":
                raise
            raise StaleRevisionError(refusal.sentence, refusal.hint, codec.to_json(current(tx))) from refusal

    def current(view: ReadView) -> wire.Review:
        return _review(view, write.caller, conversion)

    return write.apply(work, body, current=current)


def _folded(write: WriteRequest, conversion: int, body: NewDecision) -> list[int]:
    """Return the statements that the row of this unit represents, which get the same decision."""
    with write.instance.store.read() as view:
        return folded_rows.list_statements(view, [conversion], body)


def _decided_on_folded(write: WriteRequest, body: NewDecision, reply: Response, folded: list[int]) -> Response:
    act = codec.from_json(Act, json.loads(bytes(reply.body)))
    return write.keep(folded_rows.decide_on_folded(write, body, act, folded), body, lambda _tx: None)


def _review(view: ReadView, caller: Caller, conversion: int) -> wire.Review:
    project = conversions.get(view, conversion).project
    maker = decision_maker_from_caller(view, caller, actor_of(view, caller), project)
    context = context_for(view, maker, unit_in_review(view, conversion, project))
    return review_detail(view, inbox_items.inbox_item(view, conversion), context)


def _draft(write: WriteRequest, conversion: int, body: NewDecision) -> DecisionDraft | None:
    with write.instance.store.read() as view:
        check_decision_permission(view, write.caller, body, conversions.get(view, conversion).project)
        return draft_from_request(view, conversion, body)


def _subject(instance: Instance, conversion: int) -> CheckSubject:
    with instance.store.read() as view:
        return check_subject(view, conversion)


def _shown(checked: CheckedSpec) -> wire.CheckResult:
    return wire.CheckResult(
        ok=not checked.mistakes,
        mistakes=checked.mistakes,
        verdict=checked.verdict,
        obligations=checked.obligations,
        difference=checked.difference,
        lowered=checked.lowered,
        hunks=hunk_infos(checked.hunks),
    )
