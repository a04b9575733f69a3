"""/v1/patterns: the pattern library."""

from time import perf_counter

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.library.change_library import change_tags, move_pattern, save_patterns
from daemon.server.library.library_entries import LibraryEntry, get_entry, library_in_use, list_entries
from daemon.server.library.pattern_replies import detail_of, summary_of
from daemon.wire.library_pattern import (
    FoundPattern,
    FoundPatterns,
    PatternDetail,
    PatternMove,
    PatternPage,
    PatternTags,
    PatternText,
)
from daemon.wire.role import Permission
from engine.patterns.library.life_cycle import PatternState
from store import WriteTransaction

ONE = "/v1/patterns/{pattern}"
ROUTER = resource_router("patterns")


@ROUTER.get("/v1/patterns", response_model=PatternPage, openapi_extra=requires(Permission.VIEW))
def list_patterns(
    instance: InstanceParam, tier: str = "", state: str = "", tag: str = "", category: str = ""
) -> Response:
    """Return the patterns that match every given filter, by tier and id."""
    with instance.store.read() as view:
        found = list_entries(view).values()
    wanted = {"tier": tier, "state": state, "tag": tag, "category": category}
    return json_reply(PatternPage(tuple(summary_of(each) for each in found if _matches(each, wanted))))


@ROUTER.get("/v1/patterns/search", response_model=FoundPatterns, openapi_extra=requires(Permission.VIEW))
def search_patterns(instance: InstanceParam, query: str, limit: int = 20) -> Response:
    """Return the patterns in use that a question in words means, best first, with their place in each view."""
    started = perf_counter()
    with instance.store.read() as view:
        entries = list_entries(view)
    hits = library_in_use(entries.values()).search(query)[: max(0, limit)]
    items = (FoundPattern(summary_of(entries[hit.pattern.id]), hit.score, hit.reasons()) for hit in hits)
    return json_reply(FoundPatterns(tuple(items), round((perf_counter() - started) * 1000, 1)))


@ROUTER.post("/v1/patterns", response_model=PatternPage, openapi_extra=requires(Permission.EDIT))
def save_pattern(write: WriteParam, body: PatternText) -> Response:
    """Save the patterns of a YAML text as new ones or as new versions; a new one waits for validation."""

    def work(tx: WriteTransaction, actor: str) -> PatternPage:
        saved = save_patterns(tx, body, actor, PatternState.PENDING, write.revision)
        return PatternPage(tuple(map(summary_of, saved)))

    return write.apply(work, body)


@ROUTER.post("/v1/patterns/suggestions", response_model=PatternPage, openapi_extra=requires(Permission.EDIT))
def suggest_patterns(write: WriteParam, body: PatternText) -> Response:
    """Save the patterns of a YAML text as suggestions; a person approves or rejects them."""

    def work(tx: WriteTransaction, actor: str) -> PatternPage:
        saved = save_patterns(tx, body, actor, PatternState.SUGGESTED, write.revision)
        return PatternPage(tuple(map(summary_of, saved)))

    return write.apply(work, body)


@ROUTER.get(ONE, response_model=PatternDetail, openapi_extra=requires(Permission.VIEW))
def show_pattern(instance: InstanceParam, pattern: str) -> Response:
    """Return a whole pattern."""
    with instance.store.read() as view:
        found = detail_of(get_entry(view, pattern))
    return json_reply(found, revision=found.revision)


@ROUTER.post(f"{ONE}/tags", response_model=PatternDetail, openapi_extra=requires(Permission.EDIT))
def tag_pattern(write: WriteParam, pattern: str, body: PatternTags) -> Response:
    """Add and remove tags of a pattern."""
    return write.apply(lambda tx, actor: detail_of(change_tags(tx, pattern, body, actor)), body)


@ROUTER.post(f"{ONE}/state", response_model=PatternDetail, openapi_extra=requires(Permission.EDIT))
def move_pattern_state(write: WriteParam, pattern: str, body: PatternMove) -> Response:
    """Approve, reject or deprecate a pattern."""
    return write.apply(lambda tx, actor: detail_of(move_pattern(tx, pattern, body, actor)), body)


def _matches(entry: LibraryEntry, wanted: dict[str, str]) -> bool:
    pattern = entry.pattern
    plain = {"tier": pattern.tier.value, "state": entry.state.value, "category": pattern.category}
    has_tag = not wanted["tag"] or wanted["tag"] in pattern.tags
    return has_tag and all(wanted[name] in ("", value) for name, value in plain.items())
