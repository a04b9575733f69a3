"""`specdeck wait`: wait for background work."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.cli.wait_for_jobs import failed_jobs
from specdeck.exit_codes import ExitCode

app = single_command()

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[JOB|UNIT]...", help="Job ids, unit names, or subjects such as source:7. Default: all jobs."
    ),
]


@app.command(epilog="Example: specdeck project add shop db/ && specdeck wait")
@prints("daemon.wire.job:Job", "an array")
def wait(target: Target, names: Names = None, as_json: Json = False) -> int:
    """Wait for jobs and their follow-up jobs. Prints quarantined jobs; exits 1 if there are any."""
    with target.connect() as client:
        failed = list(failed_jobs(client, names or []))
    if as_json:
        print_json(failed)
    elif failed:
        rows = [(each.id, each.kind, each.subject, each.error and each.error.sentence) for each in failed]
        print_table(("job", "kind", "subject", "error"), rows)
    return ExitCode.for_problem(failed)
