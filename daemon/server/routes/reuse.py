"""/v1/conversions/…/copies and …/reuse: units that are equal but for names, and specs that follow from theirs."""

from collections.abc import Mapping
from typing import Any

from fastapi import Response
from fastapi.concurrency import run_in_threadpool

from daemon.server.checks.check_pool import CheckedSpec, CheckSubject
from daemon.server.http.routing import CallerParam, RowNumber, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam, WriteRequest
from daemon.server.instance import Instance, InstanceParam
from daemon.server.library.reuse_requests import copies_of, copies_request, plan_request
from daemon.server.review.unit_texts import check_subject
from daemon.wire.reuse import ReuseSteps, UnitCopies
from daemon.wire.role import Permission
from engine.proof.verdict import VerdictKind
from store import WriteTransaction
from store.codebase import conversions
from store.core import texts
from store.review import proposals, reviews
from store.review.proposals import NewProposal

ANALYST = "reuse"
ROUTER = resource_router("reuse")


@ROUTER.get("/v1/conversions/{unit}/copies", response_model=UnitCopies, openapi_extra=requires(Permission.VIEW))
async def list_copies(instance: InstanceParam, caller: CallerParam, unit: RowNumber) -> Response:
    """Return the units of the project that are equal to this one but for names."""
    candidates, asked = await run_in_threadpool(_copies_asked, instance, unit)
    answer = await instance.check_pool.reuse("copies", asked, caller.account)
    found = [each for each, is_copy in zip(candidates, answer["copies"], strict=True) if is_copy]
    return json_reply(await run_in_threadpool(_copies, instance, unit, found))


@ROUTER.get("/v1/conversions/{unit}/reuse", response_model=ReuseSteps, openapi_extra=requires(Permission.VIEW))
async def plan_reuse(instance: InstanceParam, caller: CallerParam, unit: RowNumber) -> Response:
    """Return how to get the spec of a unit with the least work."""
    return json_reply(await _plan(instance, caller.account, unit))


@ROUTER.post("/v1/conversions/{unit}/reuse", response_model=ReuseSteps, openapi_extra=requires(Permission.JOB_RUN))
async def offer_reuse(write: WriteParam, unit: RowNumber) -> Response:
    """Return the plan; an adapted spec is proved against the unit again and offered as a proposal."""
    if done := await run_in_threadpool(write.repeated, None):
        return done
    plan = await _plan(write.instance, write.caller.account, unit)
    checked = None
    if plan.spec is not None:
        subject = await run_in_threadpool(_subject, write.instance, unit)
        checked = await write.instance.check_pool.check(subject, plan.spec, write.caller.account)
    return await run_in_threadpool(_offered, write, unit, plan, checked)


async def _plan(instance: Instance, who: str, unit: int) -> ReuseSteps:
    answer = await instance.check_pool.reuse("plan", await run_in_threadpool(_plan_asked, instance, unit), who)
    values: dict[str, Any] = {**answer, "steps": tuple(answer["steps"])}
    return ReuseSteps(unit, **values)


def _offered(write: WriteRequest, unit: int, plan: ReuseSteps, checked: CheckedSpec | None) -> Response:
    def work(tx: WriteTransaction, _actor: str) -> ReuseSteps:
        proposal = None if checked is None else _offer(tx, unit, plan, checked)
        return ReuseSteps(unit, plan.tier, plan.source, plan.likeness, plan.steps, plan.spec, plan.renamed, proposal)

    return write.apply(work)


def _offer(tx: WriteTransaction, unit: int, plan: ReuseSteps, checked: CheckedSpec) -> int | None:
    """Open a proposal, unless the text is in review already, was proposed before, or is not proved."""
    row, spec = conversions.get(tx, unit), texts.save(tx, checked.spec)
    known = {each.spec for each in proposals.list_proposals(tx, unit)} | {reviews.get(tx, unit).spec}
    if checked.verdict != VerdictKind.PROVED.value or checked.lowered is None or spec in known:
        return None
    new = NewProposal(
        conversion=unit,
        analyst=ANALYST,
        spec=spec,
        verdict=checked.verdict,
        sql=row.sql,
        lowered=texts.save(tx, checked.lowered),
        evidence=texts.save_json(tx, checked.evidence),
        links=texts.save_json(tx, checked.links or None),
        reason=f"It is the approved spec of {plan.source} with other names.",
    )
    return proposals.add(tx, new)


def _copies_asked(instance: Instance, unit: int) -> tuple[list[int], Mapping[str, object]]:
    with instance.store.read() as view:
        return copies_request(view, unit)


def _copies(instance: Instance, unit: int, found: list[int]) -> UnitCopies:
    with instance.store.read() as view:
        return copies_of(view, unit, found)


def _plan_asked(instance: Instance, unit: int) -> Mapping[str, object]:
    with instance.store.read() as view:
        return plan_request(view, unit)


def _subject(instance: Instance, unit: int) -> CheckSubject:
    with instance.store.read() as view:
        return check_subject(view, unit)
