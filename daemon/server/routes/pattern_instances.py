"""/v1/projects/…/patterns: which units of a project carry out which patterns."""

from typing import Annotated

from fastapi import Query, Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.wire.library_pattern import PatternInstanceInfo, PatternInstances, PatternUnitCounts
from daemon.wire.role import Permission
from store.codebase import projects
from store.library import unit_patterns
from store.library.unit_patterns import PatternInstanceRow

ALL = "/v1/projects/{project}/patterns"
ROUTER = resource_router("patterns")


@ROUTER.get(ALL, response_model=PatternUnitCounts, openapi_extra=requires(Permission.VIEW))
def count_pattern_instances(instance: InstanceParam, project: str) -> Response:
    """Return how many units of a project carry out each pattern."""
    with instance.store.read() as view:
        found = projects.get(view, project).id
        return json_reply(PatternUnitCounts(found, unit_patterns.count_by_pattern(view, found)))


@ROUTER.get(f"{ALL}/{{pattern}}", response_model=PatternInstances, openapi_extra=requires(Permission.VIEW))
def list_pattern_instances(
    instance: InstanceParam,
    project: str,
    pattern: str,
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """Return a page of the units that carry out a pattern."""
    with instance.store.read() as view:
        found = projects.get(view, project).id
        rows = unit_patterns.page_of_instances(view, found, pattern, after, limit + 1)
    following = str(rows[limit - 1].match.conversion) if len(rows) > limit else None
    return json_reply(PatternInstances(tuple(map(_info, rows[:limit])), following))


def _info(row: PatternInstanceRow) -> PatternInstanceInfo:
    match = row.match
    return PatternInstanceInfo(match.conversion, row.kind, row.name, row.path, match.strength, match.parameters)
