"""/v1/activity: the notices of the caller."""

from typing import Annotated

from fastapi import Query, Response

from daemon.server.http.paging import next_cursor
from daemon.server.http.routing import MAX_NUMBER, CallerParam, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.review.act_replies import PAST_TENSE
from daemon.wire.activity import Notice, NoticePage
from daemon.wire.decision_kinds import DESCRIPTORS
from daemon.wire.role import Permission
from store import ReadView, WriteTransaction
from store.access import people
from store.review import notices

MAX_QUOTE_LENGTH = 200
NOTICE_SENTENCES = {
    descriptor.notice.kind: descriptor.notice.sentence for descriptor in DESCRIPTORS.values() if descriptor.notice
} | {
    "mention": "{by} mentioned you",
    "decided": "{by} {done} what you had written or decided",
    "undone": "{by} undid your decision ({done})",
    "drifted": "newer rules do not prove the text that you wrote or approved",
}
ROUTER = resource_router("activity")


@ROUTER.get("/v1/activity", response_model=NoticePage, openapi_extra=requires(Permission.VIEW))
def list_notices(
    instance: InstanceParam,
    caller: CallerParam,
    cursor: Annotated[int | None, Query(ge=0, le=MAX_NUMBER)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """Return a page of the caller's notices, newest first, and the number of unseen ones."""
    with instance.store.read() as view:
        person = people.find(view, caller.account)
        if person is None:
            return json_reply(NoticePage((), 0))
        return json_reply(_page(view, person.id, cursor, limit))


@ROUTER.post("/v1/activity/seen", response_model=NoticePage, openapi_extra=requires(Permission.VIEW))
def see_notices(write: WriteParam, until: Annotated[int, Query(ge=0, le=MAX_NUMBER)]) -> Response:
    """Mark the caller's notices up to this one as seen."""

    def work(tx: WriteTransaction, actor: str) -> NoticePage:
        notices.mark_seen(tx, actor, until)
        return _page(tx, actor, None, 50)

    return write.apply(work)


def _page(view: ReadView, person: str, cursor: int | None, limit: int) -> NoticePage:
    found = notices.page(view, person, cursor, limit + 1)
    cursor_after = next_cursor(found, limit, lambda each: each.id)
    return NoticePage(tuple(map(_of, found[:limit])), notices.count_unseen(view, person), cursor_after)


def _of(found: notices.NoticeRow) -> Notice:
    return Notice(
        id=found.id,
        kind=found.kind,
        unit=found.unit,
        name=found.name,
        project=found.project,
        by=found.by,
        at=found.at,
        sentence=_sentence(found),
        seen=found.seen,
    )


def _sentence(found: notices.NoticeRow) -> str:
    said = NOTICE_SENTENCES[found.kind].format(by=found.by, done=PAST_TENSE.get(found.word or "", "decided"))
    words = " ".join((found.words or "").split())
    if not words:
        return f"{said}."
    return f"{said}: {words}" if len(words) <= MAX_QUOTE_LENGTH else f"{said}: {words[:MAX_QUOTE_LENGTH]}…"
