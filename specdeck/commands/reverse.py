"""`specdeck reverse`: the whole chain on files named by hand, ending in proposals that people decide on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.wait_for_jobs import failed_jobs, wait_for_project
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.review.decision_command import Project
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.analysis import AnalysisOrder

app = single_command()

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="SQL files or folders of a project.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait until the analysts have looked at all of them.")]


@app.command(epilog="Example: specdeck reverse db/08_billing.sql --wait")
@prints("daemon.wire.analysis:AnalysisOrder")
def reverse(target: Target, paths: Paths, project: Project = "", wait: Wait = False, as_json: Json = False) -> int:
    """Let analysts ask the local model about routines. What they propose is proved, and waits in the inbox."""
    with target.connect() as client:
        chosen = resolve_project(client, project)
        wait_for_project(client, client.projects.get(chosen).id)  # so that its files are converted
        found = client.analyses.order(chosen, [str(path.absolute()) for path in paths])
        _refuse_unknown(found)
        failed = _wait(client, found) if wait else []
    if as_json:
        print_json(found)
    else:
        _print_order(found, is_done=wait)
    for sentence in failed:
        print(sentence)
    return ExitCode.for_problem(failed)


def _print_order(found: "AnalysisOrder", *, is_done: bool) -> None:
    count = len(found.jobs)
    files = "1 file" if count == 1 else f"{count} files"
    if is_done:
        print(f"The analysts have looked at {files}. `specdeck review next` shows what they propose.")
    else:
        print(f"The analysts look at {files}. `specdeck wait` waits for them.")


def _refuse_unknown(found: "AnalysisOrder") -> None:
    if found.unknown:
        sentence = f"{', '.join(found.unknown)} is not in a folder of the project, or holds no SQL."
        raise CommandError("command.no_file", sentence, "Add its folder with `specdeck project add NAME FOLDER`.")


def _wait(client: "Client", found: "AnalysisOrder") -> list[str]:
    """Wait for the jobs; return a sentence for each that failed."""
    jobs = failed_jobs(client, list(found.jobs))
    return [f"{each.subject}: {each.error.sentence}" for each in jobs if each.error]
