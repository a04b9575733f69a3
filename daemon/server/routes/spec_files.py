"""/v1/projects/…/spec-files: write approved specs to their files again."""

from fastapi import Response

from daemon.server.http.routing import requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.review.decisions.decision_context import unit_in_review
from daemon.server.review.detail.file_proof import file_proof
from daemon.wire.review import FileProof
from daemon.wire.role import Permission
from daemon.wire.spec_file import SpecFileReply, SpecFileRequest
from store import WriteTransaction
from store.codebase import projects
from store.core import journal
from store.files import spec_files
from store.review import review_sync

ROUTER = resource_router("spec_files")


@ROUTER.post(
    "/v1/projects/{project}/spec-files",
    status_code=202,
    response_model=SpecFileReply,
    openapi_extra=requires(Permission.DECIDE),
)
def write_again(write: WriteParam, project: str, body: SpecFileRequest) -> Response:
    """Write the approved specs of units to their files. This decides nothing and never replaces manual edits."""

    def work(tx: WriteTransaction, actor: str) -> SpecFileReply:
        number = projects.get(tx, project).id
        approved = {unit: _is_approved(tx, unit, number) for unit in dict.fromkeys(body.units)}
        wanted = [unit for unit, is_approved in approved.items() if is_approved]
        for unit in wanted:
            review_sync.request_spec_file_sync(tx, unit, number)
        if wanted:
            journal.append(tx, "spec.asked", number, {"units": len(wanted)}, actor)
        left_out = tuple(unit for unit in approved if unit not in set(wanted))
        return SpecFileReply(_paths(tx, wanted), left_out, _proofs(tx, wanted))

    return write.apply(work, body, 202)


def _is_approved(tx: WriteTransaction, unit: int, project: str) -> bool:
    return unit_in_review(tx, unit, project).standing.approved is not None


def _paths(tx: WriteTransaction, units: list[int]) -> tuple[str, ...]:
    places = (spec_files.find_place(tx, unit) for unit in units)
    return tuple(sorted({place.path for place in places if place is not None}))


def _proofs(tx: WriteTransaction, units: list[int]) -> tuple[FileProof, ...]:
    found = {proof.path: proof for proof in (file_proof(tx, unit) for unit in units) if proof is not None}
    return tuple(found[path] for path in sorted(found))
