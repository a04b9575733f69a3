"""A change as a client asks for it: by whom, done once, on the revision they saw."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from daemon.server.errors import HeaderError, StaleRevisionError
from daemon.server.http import permissions
from daemon.server.http.caller import Caller
from daemon.server.http.routing import CallerParam
from daemon.server.instance import Instance, InstanceParam
from daemon.wire import codec
from daemon.wire.role import Permission
from store import ReadView, WriteTransaction
from store.access import people
from store.core import idempotency
from store.core.errors import ConflictError

_ETAG = re.compile(r'(?:W/)?"?([0-9]{1,15})"?')
_KEY = re.compile(r"[!-~]{1,200}")


@dataclass(frozen=True, slots=True)
class WriteRequest:
    """`revision` is what If-Match said, or None if the client does not care; `named` is what the path names."""

    instance: Instance
    caller: Caller
    revision: int | None
    key: str | None
    request: str
    permission: Permission
    named: Mapping[str, str]

    def apply(
        self,
        work: Callable[[WriteTransaction, str], object],
        asked: object = None,
        status: int = 200,
        current: Callable[[ReadView], object] | None = None,
    ) -> Response:
        """Do the work in one transaction, for the actor it is given; a repeated key gets the first answer again.

        The speaker is asked for their permission once more, since it may have ended while the request came in.
        """
        asked_for = self._hash(asked)
        with self.instance.store.write() as tx:
            permissions.check_permission(tx, self.caller, self.permission, permissions.project_of_path(tx, self.named))
            actor = people.get_or_add(tx, self.caller.account, self.caller.name).id
            if self.key and (kept := idempotency.find(tx, actor, self.key, asked_for)):
                return _answer(kept, {"idempotency-replayed": "true"})
            try:
                result = work(tx, actor)
            except ConflictError as error:
                raise StaleRevisionError(
                    error.sentence, error.hint, codec.to_json(current(tx)) if current else None
                ) from error
            fresh = idempotency.StoredReply(status, codec.json_bytes(result).decode())
            if self.key:
                idempotency.save(tx, actor, self.key, asked_for, fresh)
        revision = getattr(result, "revision", None)
        return _answer(fresh, {} if revision is None else {"etag": f'"{revision}"'})

    def repeated(self, asked: object) -> Response | None:
        """The first answer, if this was done already: whoever must prepare long before `apply` asks that first."""
        with self.instance.store.read() as view:
            person = people.find(view, self.caller.account) if self.key else None
            kept = idempotency.find(view, person.id, str(self.key), self._hash(asked)) if person else None
        return None if kept is None else _answer(kept, {"idempotency-replayed": "true"})

    def _hash(self, asked: object) -> str:
        return hashlib.sha256(self.request.encode() + codec.json_bytes(asked)).hexdigest()


def _answer(reply: idempotency.StoredReply, headers: dict[str, str]) -> Response:
    return Response(reply.body, reply.status, headers, "application/json")


async def _asked(
    request: Request,
    instance: InstanceParam,
    caller: CallerParam,
    if_match: Annotated[str | None, Header()] = None,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> WriteRequest:
    if idempotency_key is not None and not _KEY.fullmatch(idempotency_key):
        raise HeaderError("This Idempotency-Key cannot be kept.", "Send 1 to 200 visible ASCII characters.")
    what = f"{request.method} {request.url.path}?{request.url.query} {if_match}\n"
    revision, permission = _revision(if_match), request.state.permission
    return WriteRequest(instance, caller, revision, idempotency_key, what, permission, request.path_params)


def _revision(if_match: str | None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise HeaderError("This If-Match names no revision.", 'Send the ETag you were given, such as "3".')
    return int(found[1])


WriteParam = Annotated[WriteRequest, Depends(_asked)]
