"""How routes are declared: the permission they require, their response, and whether they work while draining."""

import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from daemon.server.errors import DrainingError
from daemon.server.http import permissions
from daemon.server.http.caller import Caller
from daemon.wire import codec
from daemon.wire.role import Permission, roles_with
from store.access import members

MAX_NUMBER = 2**53
RowNumber = Annotated[int, Path(ge=1, le=MAX_NUMBER)]
"""The number of a row in a path; the database holds no larger one."""

MAX_DIGITS = 18  # every such number fits SQLite's 64 bits
SAFE_METHODS = frozenset({"GET", "HEAD"})
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class _ApiRequest(Request):
    """A request whose JSON has only numbers that fit a column; Python accepts more than that."""

    async def json(self) -> Any:  # noqa: ANN401  any JSON value
        return json.loads(await self.body(), parse_int=_whole, parse_constant=_whole)


def _whole(digits: str) -> int:
    if digits.lstrip("-").isdigit() and len(digits.lstrip("-")) <= MAX_DIGITS:
        return int(digits)
    raise json.JSONDecodeError(f"a whole number has at most {MAX_DIGITS} digits", digits, 0)


class GuardedRoute(APIRoute):
    """A route that must declare a permission, which is checked before the body is read.

    Where the path names a project, or something in one, the caller's permissions there count.
    """

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        permission = Permission((self.openapi_extra or {})["x-permission"])
        while_draining = "x-while-draining" in (self.openapi_extra or {}) or (self.methods or set()) <= SAFE_METHODS

        async def guarded(request: Request) -> Response:
            request.state.permission = permission
            if request.path_params and not members.is_daemon_owner(request.state.caller.account):
                await run_in_threadpool(_check, request, permission)
            else:
                permissions.check_daemon_permission(request.state.caller, permission)
            if not while_draining and request.app.state.instance.drain_gate.draining:
                raise DrainingError(
                    "The daemon is draining and takes no new work.", "Try again after it has restarted."
                )
            return await handle(_ApiRequest(request.scope, request.receive))

        return guarded


def resource_router(name: str) -> APIRouter:
    """Return a router for one resource; all its routes are guarded."""
    return APIRouter(route_class=GuardedRoute, tags=[name])


def requires(permission: Permission, *, while_draining: bool = False) -> dict[str, Any]:
    """Return the `openapi_extra` of a route; `x-role` is the lowest role that may use it."""
    roles = [role.value for role in roles_with(permission)]
    declared: dict[str, Any] = {"x-permission": permission.value, "x-role": roles[0], "x-roles": roles}
    if while_draining:
        declared["x-while-draining"] = True
    return declared


def json_reply(value: object, status: int = 200, revision: int | None = None) -> Response:
    """Return a wire value as a response; `revision` becomes the ETag, which clients send back in If-Match."""
    return Response(codec.json_bytes(value), status, etag(revision), "application/json")


def etag(revision: int | None) -> dict[str, str]:
    """Return the header for a revision, where there is one."""
    if revision is None:
        return {}
    return {"etag": f'"{revision}"'}


def _check(request: Request, permission: Permission) -> None:
    with request.app.state.instance.store.read() as view:
        project = permissions.project_of_path(view, request.path_params)
        permissions.check_permission(view, request.state.caller, permission, project)


async def _speaking(request: Request) -> Caller:
    return request.state.caller


CallerParam = Annotated[Caller, Depends(_speaking)]
