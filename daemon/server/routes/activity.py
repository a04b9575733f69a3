"""/v1/activity: what others did that concerns the one who asks."""

from typing import Annotated

from fastapi import Query, Response

from daemon.server.change import Asked
from daemon.server.instance import Here
from daemon.server.review.acts import DONE
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.wire.activity import Notice, NoticePage
from daemon.wire.role import Permission
from store import Transaction, View, notices, people

MOST = 2**53
LONGEST_QUOTE = 200
SENTENCES = {
    "mention": "{by} mentioned you",
    "assigned": "{by} asked you to look at it",
    "flagged": "{by} flagged it for a second look by you",
    "comment": "{by} commented on your text",
    "decided": "{by} {done} what you had written or decided",
    "undone": "{by} took back that you {done} it",
    "drifted": "newer rules do not prove the text that you wrote or approved",
}
router = resource("activity")


@router.get("/v1/activity", response_model=NoticePage, openapi_extra=needs(Permission.VIEW))
def list_notices(
    instance: Here,
    speaker: Speaking,
    cursor: Annotated[int | None, Query(ge=0, le=MOST)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """One's own notices, newest first, a page at a time, and how many are unseen in all."""
    with instance.store.read() as view:
        person = people.find(view, speaker.account)
        return reply(NoticePage((), 0) if person is None else _page(view, person.id, cursor, limit))


@router.post("/v1/activity/seen", response_model=NoticePage, openapi_extra=needs(Permission.VIEW))
def see_notices(change: Asked, until: Annotated[int, Query(ge=0, le=MOST)]) -> Response:
    """Mark one's own notices up to one as seen."""

    def work(tx: Transaction, actor: str) -> NoticePage:
        notices.see(tx, actor, until)
        return _page(tx, actor, None, 50)

    return change.apply(work)


def _page(view: View, person: str, cursor: int | None, limit: int) -> NoticePage:
    found = notices.page(view, person, cursor, limit + 1)
    more = str(found[limit - 1].id) if len(found) > limit else None
    return NoticePage(tuple(map(_of, found[:limit])), notices.unseen(view, person), more)


def _of(found: notices.Notice) -> Notice:
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


def _sentence(found: notices.Notice) -> str:
    said = SENTENCES[found.kind].format(by=found.by, done=DONE.get(found.word or "", "decided"))
    words = " ".join((found.words or "").split())
    if not words:
        return f"{said}."
    return f"{said}: {words}" if len(words) <= LONGEST_QUOTE else f"{said}: {words[:LONGEST_QUOTE]}…"
