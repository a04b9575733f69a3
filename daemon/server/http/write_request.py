"""A request that writes: by whom, once, and on the revision that the client saw."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from daemon.server.errors import HeaderError, StaleRevisionError
from daemon.server.http import permissions
from daemon.server.http.caller import Caller
from daemon.server.http.routing import CallerParam, etag
from daemon.server.instance import Instance, InstanceParam
from daemon.wire import codec
from daemon.wire.role import Permission
from store import ReadView, WriteTransaction
from store.access import people
from store.core import idempotency
from store.core.errors import ConflictError

_ETAG = re.compile(r'(?:W/)?"?([0-9]{1,15})"?')
REPLAYED = {"idempotency-replayed": "true"}
_KEY = re.compile(r"[!-~]{1,200}")


@dataclass(frozen=True, slots=True)
class WriteRequest:
    """A request that writes. `revision` comes from If-Match, None for any; `named` are the parameters of the path."""

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
        body: object = None,
        status: int = 200,
        current: Callable[[ReadView], object] | None = None,
    ) -> Response:
        """Do the work in one transaction, with the caller's id; a repeated key gets the first response again.

        The caller's permission is checked again, because it may have ended while the request arrived.
        """
        asked_for = self._hash(body)
        with self.instance.store.write() as tx:
            actor = self.admit(tx)
            if self.key and (kept := idempotency.find(tx, actor, self.key, asked_for)):
                return _answer(kept, REPLAYED)
            try:
                result = work(tx, actor)
            except ConflictError as error:
                state = codec.to_json(current(tx)) if current else None
                raise StaleRevisionError(error.sentence, error.hint, state) from error
            fresh = idempotency.StoredReply(status, codec.json_bytes(result).decode())
            if self.key:
                idempotency.save(tx, actor, self.key, asked_for, fresh)
        return _answer(fresh, etag(getattr(result, "revision", None)))

    def admit(self, tx: WriteTransaction) -> str:
        """Check the caller's permission; return their id."""
        permissions.check_permission(tx, self.caller, self.permission, permissions.project_of_path(tx, self.named))
        return people.get_or_add(tx, self.caller.account, self.caller.name).id

    def keep(self, result: object, body: object, finish: Callable[[WriteTransaction], None]) -> Response:
        """Finish work that is stored already, and keep its response for a repeated request in the same transaction."""
        reply = idempotency.StoredReply(200, codec.json_bytes(result).decode())
        asked_for = self._hash(body)
        with self.instance.store.write() as tx:
            finish(tx)
            if self.key:
                actor = people.get_or_add(tx, self.caller.account, self.caller.name).id
                idempotency.save(tx, actor, self.key, asked_for, reply)
        return _answer(reply, {})

    def repeated(self, body: object) -> Response | None:
        """Return the first response to this request if it was done already; ask before a slow preparation."""
        if self.key is None:
            return None
        with self.instance.store.read() as view:
            person = people.find(view, self.caller.account)
            if person is None:
                return None
            kept = idempotency.find(view, person.id, self.key, self._hash(body))
        if kept:
            return _answer(kept, REPLAYED)
        return None

    def _hash(self, body: object) -> str:
        return hashlib.sha256(self.request.encode() + codec.json_bytes(body)).hexdigest()


def _answer(reply: idempotency.StoredReply, headers: dict[str, str]) -> Response:
    return Response(reply.body, reply.status, headers, "application/json")


async def _write_request(
    request: Request,
    instance: InstanceParam,
    caller: CallerParam,
    if_match: Annotated[str | None, Header()] = None,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> WriteRequest:
    if idempotency_key is not None and not _KEY.fullmatch(idempotency_key):
        raise HeaderError("This Idempotency-Key is malformed.", "Send 1 to 200 visible ASCII characters.")
    identity = f"{request.method} {request.url.path}?{request.url.query} {if_match}\n"
    revision, permission = _revision(if_match), request.state.permission
    return WriteRequest(instance, caller, revision, idempotency_key, identity, permission, request.path_params)


def _revision(if_match: str | None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise HeaderError("This If-Match is not a revision.", 'Send the ETag you were given, such as "3".')
    return int(found[1])


WriteParam = Annotated[WriteRequest, Depends(_write_request)]
