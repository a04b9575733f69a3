"""A change as a client asks for it: by whom, done once, on the revision they saw."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from daemon.server import permissions
from daemon.server.errors import HeaderError, StaleError
from daemon.server.instance import Here, Instance
from daemon.server.routing import Speaking
from daemon.server.speaker import Speaker
from daemon.wire import codec
from daemon.wire.role import Permission
from store import Transaction, View, idempotency, people
from store.errors import ConflictError

_ETAG = re.compile(r'(?:W/)?"?([0-9]{1,15})"?')
_KEY = re.compile(r"[!-~]{1,200}")


@dataclass(frozen=True, slots=True)
class Change:
    """`revision` is what If-Match said, or None if the client does not care; `named` is what the path names."""

    instance: Instance
    speaker: Speaker
    revision: int | None
    key: str | None
    request: str
    permission: Permission
    named: Mapping[str, str]

    def apply(
        self,
        work: Callable[[Transaction, str], object],
        asked: object = None,
        status: int = 200,
        current: Callable[[View], object] | None = None,
    ) -> Response:
        """Do the work in one transaction, for the actor it is given; a repeated key gets the first answer again.

        The speaker is asked for their permission once more, since it may have ended while the request came in.
        """
        asked_for = self._hash(asked)
        with self.instance.store.write() as tx:
            permissions.check(tx, self.speaker, self.permission, permissions.project_of(tx, self.named))
            actor = people.known_as(tx, self.speaker.account, self.speaker.name).id
            if self.key and (kept := idempotency.find(tx, actor, self.key, asked_for)):
                return _answer(kept, {"idempotency-replayed": "true"})
            try:
                result = work(tx, actor)
            except ConflictError as error:
                raise StaleError(error.sentence, error.hint, codec.to_json(current(tx)) if current else None) from error
            fresh = idempotency.Reply(status, codec.text(result).decode())
            if self.key:
                idempotency.keep(tx, actor, self.key, asked_for, fresh)
        revision = getattr(result, "revision", None)
        return _answer(fresh, {} if revision is None else {"etag": f'"{revision}"'})

    def repeated(self, asked: object) -> Response | None:
        """The first answer, if this was done already: whoever must prepare long before `apply` asks that first."""
        with self.instance.store.read() as view:
            person = people.find(view, self.speaker.account) if self.key else None
            kept = idempotency.find(view, person.id, str(self.key), self._hash(asked)) if person else None
        return None if kept is None else _answer(kept, {"idempotency-replayed": "true"})

    def _hash(self, asked: object) -> str:
        return hashlib.sha256(self.request.encode() + codec.text(asked)).hexdigest()


def _answer(reply: idempotency.Reply, headers: dict[str, str]) -> Response:
    return Response(reply.body, reply.status, headers, "application/json")


async def _asked(
    request: Request,
    instance: Here,
    speaker: Speaking,
    if_match: Annotated[str | None, Header()] = None,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Change:
    if idempotency_key is not None and not _KEY.fullmatch(idempotency_key):
        raise HeaderError("This Idempotency-Key cannot be kept.", "Send 1 to 200 visible ASCII characters.")
    what = f"{request.method} {request.url.path}?{request.url.query} {if_match}\n"
    revision, permission = _revision(if_match), request.state.permission
    return Change(instance, speaker, revision, idempotency_key, what, permission, request.path_params)


def _revision(if_match: str | None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise HeaderError("This If-Match names no revision.", 'Send the ETag you were given, such as "3".')
    return int(found[1])


Asked = Annotated[Change, Depends(_asked)]
