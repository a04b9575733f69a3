"""/v1/projects/…/findings, /v1/conversions/…/findings, /v1/findings: what rules report, and what is accepted."""

import re
from datetime import date
from typing import Annotated

from fastapi import Query, Response

from daemon.server.errors import ServerError
from daemon.server.http.paging import next_cursor
from daemon.server.http.routing import RowNumber, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.review.finding_infos import finding_info
from daemon.wire.finding import FindingCounts, FindingInfo, FindingPage, NewAcceptance, RuleCount
from daemon.wire.role import Permission
from engine.findings.finding import SEVERITIES, Severity
from store import WriteTransaction
from store.codebase import conversions, projects
from store.findings import acceptances, finding_rows
from store.findings.finding_rows import FindingFilter, FindingKey, FindingRow

MAX_REASON = 2000
ONE = "/v1/findings/{finding}"
_CURSOR = re.compile(r"(\d):([A-Z]+\d+):(\d{1,15})")
_COUNTED = ("rule", "name", "category", "open", "accepted")
ROUTER = resource_router("findings")


class AcceptanceError(ServerError):
    """An acceptance without a reason, or with a day that is not a date."""

    code = "findings.acceptance"
    status = 422


@ROUTER.get("/v1/projects/{project}/findings", response_model=FindingPage, openapi_extra=requires(Permission.VIEW))
def list_findings(
    instance: InstanceParam,
    project: str,
    severity: Severity | None = None,
    label: str = "",
    cursor: str = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
    *,
    accepted: bool = False,
) -> Response:
    """Return a page of open or of accepted findings; `label` names a rule, a family or a category."""
    rank = None if severity is None else SEVERITIES.index(severity)
    wanted = FindingFilter(rank, label.lower(), accepted)
    with instance.store.read() as view:
        found = finding_rows.page(view, projects.get(view, project).id, wanted, _key(cursor), limit + 1)
    return json_reply(FindingPage(tuple(map(finding_info, found[:limit])), next_cursor(found, limit, _cursor)))


@ROUTER.get(
    "/v1/projects/{project}/findings/counts", response_model=FindingCounts, openapi_extra=requires(Permission.VIEW)
)
def count_findings(instance: InstanceParam, project: str) -> Response:
    """Count the findings of a project by rule."""
    with instance.store.read() as view:
        found = projects.get(view, project).id
        rows = finding_rows.count_by_rule(view, found)
    items = (
        RuleCount(
            SEVERITIES[each["severity"]].value,
            *(each[name] for name in _COUNTED),
        )
        for each in rows
    )
    return json_reply(FindingCounts(found, tuple(items)))


@ROUTER.get(
    "/v1/conversions/{conversion}/findings", response_model=FindingPage, openapi_extra=requires(Permission.VIEW)
)
def list_of_unit(instance: InstanceParam, conversion: RowNumber) -> Response:
    """Return the findings of a unit, accepted ones too, in the order of its text."""
    with instance.store.read() as view:
        conversions.get(view, conversion)
        found = finding_rows.list_of_unit(view, conversion)
    return json_reply(FindingPage(tuple(map(finding_info, found))))


@ROUTER.get(ONE, response_model=FindingInfo, openapi_extra=requires(Permission.VIEW))
def show_finding(instance: InstanceParam, finding: RowNumber) -> Response:
    """Return one finding."""
    with instance.store.read() as view:
        return json_reply(finding_info(finding_rows.get(view, finding)))


@ROUTER.put(f"{ONE}/acceptance", response_model=FindingInfo, openapi_extra=requires(Permission.DECIDE))
def accept_finding(write: WriteParam, finding: RowNumber, body: NewAcceptance) -> Response:
    """Accept a finding with a reason, perhaps until a day."""
    _check_reason(body.reason)
    until = _last_day(body.until)

    def work(tx: WriteTransaction, actor: str) -> FindingInfo:
        acceptances.accept(tx, finding_rows.get(tx, finding), actor, body.reason.strip(), until)
        return finding_info(finding_rows.get(tx, finding))

    return write.apply(work, body)


@ROUTER.delete(f"{ONE}/acceptance", response_model=FindingInfo, openapi_extra=requires(Permission.DECIDE))
def reopen_finding(write: WriteParam, finding: RowNumber) -> Response:
    """Open a finding again that a person accepted."""

    def work(tx: WriteTransaction, actor: str) -> FindingInfo:
        known = finding_rows.get(tx, finding)
        _check_by_person(known)
        acceptances.reopen(tx, known, actor)
        return finding_info(finding_rows.get(tx, finding))

    return write.apply(work)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise AcceptanceError("An accepted finding needs a reason.", "Say why it may stay.")
    if len(reason) > MAX_REASON:
        raise AcceptanceError(f"The reason has {len(reason)} characters.", f"Use at most {MAX_REASON}.")


def _last_day(until: str) -> str:
    """Return a day in the one form that sorts by time; Python reads others, such as 20270131."""
    if not until:
        return ""
    try:
        return date.fromisoformat(until).isoformat()
    except ValueError as error:
        raise AcceptanceError(f"{until} is not a date.", "Write it as 2027-01-31.") from error


def _check_by_person(known: FindingRow) -> None:
    if known.accepted in {"comment", "file"}:
        hint = f"Remove the {known.accepted} that accepts it."
        raise AcceptanceError(f"Finding {known.id} is accepted by a {known.accepted}.", hint)


def _cursor(row: FindingRow) -> str:
    return f"{row.severity}:{row.rule}:{row.id}"


def _key(cursor: str) -> FindingKey | None:
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        return None
    return FindingKey(int(found[1]), found[2], int(found[3]))
