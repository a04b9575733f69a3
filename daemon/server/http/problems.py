"""Errors as problem+json: a stable code, a sentence, a hint."""

import http
import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from daemon.server.errors import ServerError, StaleRevisionError
from daemon.wire import codec
from daemon.wire.problem import MEDIA_TYPE, Flaw, Problem
from engine.review.refusal import Refusal
from jobs.ledger.control import NoScopeError, NotNowError
from store.audit.anchor import NoAnchorError
from store.core.errors import (
    BusyError,
    ConflictError,
    DiskFullError,
    DuplicateError,
    MissingError,
    ReadOnlyError,
    StoreError,
)
from store.core.idempotency import KeyReusedError
from store.core.subjects import SubjectError
from store.inbox.query_error import QueryError

log = logging.getLogger("specdeck.problems")

_STORE_STATUS: dict[type[StoreError], int] = {
    MissingError: 404,
    SubjectError: 422,
    DuplicateError: 409,
    ConflictError: 412,
    KeyReusedError: 422,
    QueryError: 422,
    NotNowError: 409,
    NoAnchorError: 422,
    NoScopeError: 422,
    BusyError: 503,
    ReadOnlyError: 503,
    DiskFullError: 507,
}
# A refused decision conflicts with the state of the unit (409), except for these.
_REFUSAL_STATUS = {
    "review.permission": 403,
    "review.rank": 403,
    "review.stale": 412,
    "review.hunk": 422,
    "review.line": 422,
    "review.many": 422,
    "review.nobody": 422,
    "review.policy": 422,
    "review.proposal": 422,
    "review.reason": 422,
    "review.text": 422,
    "review.words": 422,
    "review.kind": 422,
}
_HTTP_CODES = {404: "route.missing", 405: "route.method", 413: "request.too_large"}
_HTTP_HINTS = {
    404: "GET /v1/openapi.json lists every route.",
    405: "GET /v1/openapi.json lists each route's methods.",
    413: "Send less at once.",
}


def install_handlers(app: FastAPI) -> None:
    """Make the app answer every error with a problem."""
    app.add_exception_handler(ServerError, _server_error)
    app.add_exception_handler(StoreError, _store_error)
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def problem_bytes(problem: Problem) -> bytes:
    """Return the JSON text of a problem, without empty fields."""
    return codec.json_bytes(
        {name: value for name, value in codec.to_json(problem).items() if value not in ([], None, "")}
    )


def problem_from_server_error(error: ServerError) -> Problem:
    """Return the problem for an error of the server."""
    current = error.current if isinstance(error, StaleRevisionError) else None
    title = _title(error.status)
    return Problem(error.code, error.status, title, error.sentence, error.hint, flaws=error.flaws, current=current)


def problem_from_refusal(refusal: Refusal) -> Problem:
    """Return the problem for a refused decision."""
    status = _REFUSAL_STATUS.get(refusal.code, 409)
    return Problem(refusal.code, status, _title(status), refusal.sentence, refusal.hint)


def problem_from_store_error(error: StoreError) -> Problem:
    """Return the problem for an error of the store."""
    status = next((_STORE_STATUS[kind] for kind in type(error).__mro__ if kind in _STORE_STATUS), 500)
    flaws = _query_flaws(error)
    return Problem(error.code, status, _title(status), error.sentence, error.hint, flaws=flaws)


def problem_response(problem: Problem) -> Response:
    """Return a response with a problem."""
    headers = {"retry-after": "1"} if problem.status == 503 else None
    return Response(problem_bytes(problem), problem.status, headers, MEDIA_TYPE)


async def _server_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, ServerError)  # noqa: S101  registered for it
    return problem_response(problem_from_server_error(error))


async def _store_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, StoreError)  # noqa: S101  registered for it
    problem = problem_from_store_error(error)
    if problem.status >= 500:
        log.error("the store failed", exc_info=error)
    return problem_response(problem)


async def _refusal(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101  registered for it
    return problem_response(problem_from_refusal(error))


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  registered for it
    flaws = tuple(Flaw(".".join(map(str, each["loc"])), _what(each)) for each in error.errors())
    detail = "; ".join(f"{flaw.where}: {flaw.what}" for flaw in flaws[:3])
    hint = "GET /v1/openapi.json describes what each route takes."
    return problem_response(Problem("request.invalid", 422, _title(422), detail, hint, flaws=flaws))


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  registered for it
    status = error.status_code
    code, hint = _HTTP_CODES.get(status, "request.refused"), _HTTP_HINTS.get(status, "")
    response = problem_response(Problem(code, status, _title(status), str(error.detail), hint))
    response.headers.update(error.headers or {})
    return response


async def _unexpected(_: Request, error: Exception) -> Response:
    # Starlette raises the error again after this response, and the server logs its traceback.
    detail = f"The daemon met an unexpected error ({type(error).__name__})."
    return problem_response(Problem("daemon.failed", 500, _title(500), detail, "See the log: specdeck daemon logs"))


def _query_flaws(error: StoreError) -> tuple[Flaw, ...]:
    if not isinstance(error, QueryError):
        return ()
    return (Flaw(f"query:{error.position}", error.sentence),)


def _what(error: dict[str, Any]) -> str:
    if error["type"] != "json_invalid":
        return str(error["msg"])
    return f"{error['msg']}: {error['ctx']['error']}"


def _title(status: int) -> str:
    return http.HTTPStatus(status).phrase
