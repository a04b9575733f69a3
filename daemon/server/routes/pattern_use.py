"""/v1/library/fill: patterns with values for their parameters, as SpecQL or in another language."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.server.library.library_entries import library_errors, library_in_use, list_entries
from daemon.server.library.pattern_replies import conflict_of
from daemon.wire.library_pattern import FilledPattern, PatternRequest
from daemon.wire.role import Permission
from engine.patterns.library.languages.render_spec import render_spec
from engine.patterns.library.pattern_library import PatternLibrary

ROUTER = resource_router("patterns")


@ROUTER.post("/v1/library/fill", response_model=FilledPattern, openapi_extra=requires(Permission.VIEW))
def fill_patterns(instance: InstanceParam, body: PatternRequest) -> Response:
    """Fill in one pattern, or compose several on one entity; conflicts are listed instead of a text."""
    with instance.store.read() as view:
        library = library_in_use(list_entries(view).values())
    with library_errors():
        if len(body.patterns) == 1:
            text = library.compile_pattern(body.patterns[0], body.language, body.parameters)
            return json_reply(FilledPattern(body.language, text))
        return json_reply(_composed(library, body))


def _composed(library: PatternLibrary, body: PatternRequest) -> FilledPattern:
    conflicts = library.validate_composition(body.patterns, body.parameters)
    if conflicts:
        return FilledPattern(body.language, "", tuple(map(conflict_of, conflicts)))
    spec = library.compose(body.patterns, body.parameters)
    return FilledPattern(body.language, render_spec(spec, body.language))
