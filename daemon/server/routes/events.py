"""/v1/events: events as they happen (SSE); /v1/journal: past events in pages."""

import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated

from fastapi import Header, Query, Response
from fastapi.responses import StreamingResponse

from daemon.server.http import sse
from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import Instance, InstanceParam
from daemon.wire.event import Event, EventPage
from daemon.wire.role import Permission
from jobs.ledger import job_queries
from store import ReadView
from store.codebase import subject_names
from store.core import journal

MAX_NUMBER = 2**53  # larger JSON numbers are not exact everywhere
Place = Annotated[int | None, Query(ge=0, le=MAX_NUMBER)]

ROUTER = resource_router("events")


@ROUTER.get(
    "/v1/events",
    response_class=StreamingResponse,
    responses={200: {"description": "Server-sent events", "content": {"text/event-stream": {}}}},
    openapi_extra=requires(Permission.VIEW),
)
async def follow_events(
    instance: InstanceParam, after: Place = None, last_event_id: Annotated[str | None, Header()] = None
) -> StreamingResponse:
    """Stream events as they happen. Last-Event-ID or `after` resumes; without either, start now."""
    place = int(last_event_id) if last_event_id and last_event_id.isascii() and last_event_id.isdigit() else after
    headers = {"cache-control": "no-store"}
    return StreamingResponse(_stream(instance, place), media_type="text/event-stream", headers=headers)


@ROUTER.get("/v1/journal", response_model=EventPage, openapi_extra=requires(Permission.VIEW))
def read_journal(
    instance: InstanceParam,
    cursor: Annotated[int, Query(ge=0, le=MAX_NUMBER)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """Return a page of events, oldest first."""
    with instance.store.read() as view:
        items = tuple(map(sse.event_from_journal, journal.list_after(view, cursor, limit)))
        names = _names(view, items)
    return json_reply(EventPage(items, str(items[-1].seq if items else cursor), names))


def _names(view: ReadView, events: Sequence[Event]) -> Mapping[str, str]:
    """Return the names of what the events are about; a job has the name of what it works on."""
    subjects = {each.subject for each in events} | {each.actor for each in events}
    jobs = job_queries.find_subjects(view, (each for each in subjects if each.startswith("job_")))
    names = subject_names.find_names(view, {*subjects, *jobs.values()})
    return {**names, **{job: names.get(subject, subject) for job, subject in jobs.items()}}


async def _stream(instance: Instance, after: int | None) -> AsyncIterator[bytes]:
    instance.drain_gate.streams += 1
    try:
        async with contextlib.aclosing(instance.feed.follow(after)) as frames:
            async for frame in frames:
                yield frame
        yield sse.bye_frame(instance.shutdown.reason)
    finally:
        instance.drain_gate.streams -= 1
