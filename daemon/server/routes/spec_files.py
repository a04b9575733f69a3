"""/v1/projects/…/spec-files: have approved texts written again, where a file was removed or stood in the way."""

from fastapi import Response

from daemon.server.change import Asked
from daemon.server.review.situation import unit_of
from daemon.server.routing import needs, resource
from daemon.wire.role import Permission
from daemon.wire.spec_file import Ordered, Wanted
from store import Transaction, following, journal, projects, spec_files

router = resource("spec_files")


@router.post(
    "/v1/projects/{project}/spec-files", status_code=202, response_model=Ordered, openapi_extra=needs(Permission.DECIDE)
)
def write_again(change: Asked, project: str, asked: Wanted) -> Response:
    """Have the approved texts of units lie in their files; nothing is decided by that, and no hand's work replaced."""

    def work(tx: Transaction, actor: str) -> Ordered:
        number = projects.get(tx, project).id
        approved = {unit: _is_approved(tx, unit, number) for unit in dict.fromkeys(asked.units)}
        wanted = [unit for unit, is_approved in approved.items() if is_approved]
        for unit in wanted:
            following.letter(tx, unit, number)
        if wanted:
            journal.append(tx, "spec.asked", number, {"units": len(wanted)}, actor)
        return Ordered(_paths(tx, wanted), tuple(unit for unit in approved if unit not in set(wanted)))

    return change.apply(work, asked, 202)


def _is_approved(tx: Transaction, unit: int, project: str) -> bool:
    return unit_of(tx, unit, project).standing.approved is not None


def _paths(tx: Transaction, units: list[int]) -> tuple[str, ...]:
    places = (spec_files.place_of(tx, unit) for unit in units)
    return tuple(sorted({place.path for place in places if place is not None}))
