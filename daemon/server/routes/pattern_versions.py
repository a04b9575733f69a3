"""/v1/patterns/…/history and diff, and bundles: what the library was, and what leaves it."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.server.library.library_entries import PatternRequestError, get_entry, list_entries
from daemon.server.library.pattern_replies import seed_version, version_of
from daemon.wire.library_pattern import PatternBundle, PatternDifference, PatternHistory, PatternVersionInfo
from daemon.wire.role import Permission
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.pattern_history import diff_texts, patterns_to_yaml
from store import ReadView
from store.library import stored_patterns

ROUTER = resource_router("patterns")


@ROUTER.get("/v1/patterns/{pattern}/history", response_model=PatternHistory, openapi_extra=requires(Permission.VIEW))
def list_pattern_versions(instance: InstanceParam, pattern: str) -> Response:
    """Return the versions of a pattern, oldest first."""
    with instance.store.read() as view:
        return json_reply(PatternHistory(pattern, _versions(view, pattern)))


@ROUTER.get("/v1/patterns/{pattern}/diff", response_model=PatternDifference, openapi_extra=requires(Permission.VIEW))
def diff_pattern_versions(instance: InstanceParam, pattern: str, first: int = 0, second: int = 0) -> Response:
    """Return the difference of two versions; without numbers, of the last two."""
    with instance.store.read() as view:
        versions = {each.number: each for each in _versions(view, pattern)}
    newest = second or max(versions)
    oldest = first or max(1, newest - 1)
    for number in (oldest, newest):
        if number not in versions:
            sentence = f"{pattern} does not have a version {number}."
            raise PatternRequestError(LibraryError("not_found", sentence, f"It has 1 to {max(versions)}."))
    text = diff_texts(versions[oldest].text, versions[newest].text)
    return json_reply(PatternDifference(pattern, oldest, newest, text))


@ROUTER.get("/v1/library/bundle", response_model=PatternBundle, openapi_extra=requires(Permission.VIEW))
def export_patterns(instance: InstanceParam, ids: str = "") -> Response:
    """Return patterns as one text: those with the ids, separated by commas, or all that are not seeds."""
    with instance.store.read() as view:
        entries = list_entries(view)
        chosen = [get_entry(view, each) for each in ids.split(",") if each]
    found = [each.pattern for each in chosen or [each for each in entries.values() if each.is_stored]]
    return json_reply(PatternBundle(patterns_to_yaml(found), tuple(each.id for each in found)))


def _versions(view: ReadView, pattern: str) -> tuple[PatternVersionInfo, ...]:
    entry = get_entry(view, pattern)
    if not entry.is_stored:
        return (seed_version(entry.pattern),)
    return tuple(map(version_of, stored_patterns.list_versions(view, pattern)))
