"""`specdeck reverse`: the whole chain on files named by hand, ending in proposals that people decide on."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.cli.wait_for_jobs import failed_jobs, wait_for_batches, wait_for_kind, wait_for_project
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.review.decision_command import Project
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.analysis import AnalysisOrder
    from specdeck.models.reverse_result import ReverseResult

app = single_command()

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="SQL files or folders of a project.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait until the analysts have looked at all of them.")]
UseCloud = Annotated[
    bool, typer.Option("--use-cloud", help="Ask the cloud what no local model answers, if the project allows it.")
]
Batch = Annotated[
    bool, typer.Option("--batch", help="Ask the cloud in batches: at half the price, with answers within a day.")
]
Discover = Annotated[
    bool,
    typer.Option("--discover-patterns", help="Also suggest patterns that three routines of the project repeat."),
]


@app.command(epilog="Example: specdeck reverse db/08_billing.sql --wait")
@prints("specdeck.models.reverse_result:ReverseResult")
def reverse(
    target: Target,
    paths: Paths,
    project: Project = "",
    wait: Wait = False,
    use_cloud: UseCloud = False,
    batch: Batch = False,
    discover_patterns: Discover = False,
    as_json: Json = False,
) -> int:
    """Let analysts ask a model about routines. What they propose is proved, and waits in the inbox."""
    from specdeck.models.reverse_result import ReverseResult

    with target.connect() as client:
        chosen = resolve_project(client, project)
        number = client.projects.get(chosen).id
        wait_for_project(client, number)  # so that its files are converted
        named = [str(path.absolute()) for path in paths]
        found = client.analyses.order(chosen, named, use_cloud=use_cloud or batch, in_batch=batch)
        _refuse_unknown(found)
        result = _wait(client, number, found) if wait else ReverseResult(found.jobs)
        result = _discover(client, chosen, result) if discover_patterns else result
    if as_json:
        print_json(result)
    else:
        _print_result(result)
    return ExitCode.for_problem(result.problems)


def _print_result(result: "ReverseResult") -> None:
    count = len(result.jobs)
    files = "1 file" if count == 1 else f"{count} files"
    if result.suggested_patterns:
        print(f"Suggested patterns: {result.suggested_patterns}. Decide with: specdeck patterns suggestions")
    if not result.is_done:
        _print_problems(result)
        print(f"The analysts look at {files}. `specdeck wait` waits for them.")
        return
    print(f"The analysts have looked at {files}: units {result.units}, answers {result.answers}.")
    print(f"proposals {result.proposals}, remarks {result.remarks}, faults {result.faults}")
    if result.calls:
        print(f"The cloud was asked {result.calls} times for ${result.dollars:,.4f}.")
    _print_problems(result)
    if result.proposals:
        print("`specdeck review next` shows what they propose.")


def _print_problems(result: "ReverseResult") -> None:
    for sentence in result.problems:
        print(escape_line(sentence))


def _refuse_unknown(found: "AnalysisOrder") -> None:
    if found.unknown:
        sentence = f"{', '.join(found.unknown)} is not in a folder of the project, or holds no SQL."
        raise CommandError("command.no_file", sentence, "Add its folder with `specdeck project add NAME FOLDER`.")


def _discover(client: "Client", project: str, result: "ReverseResult") -> "ReverseResult":
    """Return the result with the patterns that were suggested, or with why none could be."""
    from specdeck.library.discover_commands import discover_in

    try:
        return replace(result, suggested_patterns=discover_in(client, project).patterns)
    except CommandError as error:
        return replace(result, problems=(*result.problems, f"{error} {error.hint}".strip()))


def _wait(client: "Client", project: str, found: "AnalysisOrder") -> "ReverseResult":
    """Wait for the jobs and those that ask the cloud; return what came of them."""
    from daemon.client.resources.jobs import JobQuery
    from specdeck.models.reverse_result import CLOUD_KINDS, jobs_since, reverse_result

    failed = list(failed_jobs(client, list(found.jobs)))
    wait_for_batches(client, project)
    wait_for_kind(client, project, "ask_cloud")
    ordered = [client.jobs.get(job) for job in found.jobs]
    since = min((job.created for job in ordered), default="")
    asked, stopped = (
        [
            job
            for kind in CLOUD_KINDS
            for job in jobs_since(client.jobs.list(JobQuery(state=state, kind=kind, project=project)), since)
        ]
        for state in ("done", "quarantined")
    )
    done = [*(job for job in ordered if job.state == "done"), *asked]
    return reverse_result(found.jobs, done, [*failed, *stopped])
