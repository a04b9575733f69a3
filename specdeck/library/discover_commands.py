"""`specdeck patterns discover`: suggest what the routines of a project repeat."""

from typing import TYPE_CHECKING

from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.cli.wait_for_jobs import failed_jobs, wait_for_project
from specdeck.errors import CommandError
from specdeck.learning.project_argument import ProjectArgument
from specdeck.library.pattern_app import app
from specdeck.models.discovery_result import DiscoveryResult
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.client import Client


@app.command(epilog="Example: specdeck patterns discover shop")
@prints("specdeck.models.discovery_result:DiscoveryResult")
def discover(target: Target, project: ProjectArgument = "", as_json: Json = False) -> None:
    """Suggest patterns that at least three routines of a project repeat; the local model names them if there is one."""
    with target.connect() as client:
        chosen = resolve_project(client, project)
        wait_for_project(client, client.projects.get(chosen).id)  # so that its files are converted
        found = discover_in(client, chosen)
    if as_json:
        print_json(found)
        return
    print(f"Suggested patterns: {found.patterns}, repeated by {found.units} routines.")
    if found.faults:
        print(escape_line(f"{found.faults} keep the name that rules gave: {found.sentence}"))
    if found.left_out:
        print(f"{found.left_out} routines were left out: there are too many.")
    if found.patterns:
        print("Decide with: specdeck patterns suggestions")


def discover_in(client: "Client", project: str) -> DiscoveryResult:
    """Order a discovery and wait for it; raise CommandError if it fails."""
    job = client.patterns.discover(project).job
    for failed in failed_jobs(client, [job]):
        if failed.error:
            raise CommandError(failed.error.code, failed.error.sentence, failed.error.hint)
    return DiscoveryResult.from_summary(client.jobs.get(job).result or {})
