"""`specdeck try`: run a routine and what its spec means side by side in a scratch PostgreSQL."""  # noqa: N999  a module is named like its command

import json
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli import completions
from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.local.trials.trial_folders import TrialFolders
from specdeck.local.trials.tried_routine import ReplayedTrial, TriedRoutine
from specdeck.review.decision_command import Project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.trial.session.trial_request import TrialOutcome

app = single_command()

Subjects = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[UNIT|PATH]...",
        help="Units of a project, by number or name; or SQL files and folders with the routines and their schema.",
        autocompletion=completions.complete_unit,
    ),
]
Units = Annotated[list[str] | None, typer.Option("--unit", metavar="NAME", help="Try only this routine; repeatable.")]
Against = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Compare with this spec or SQL file instead of the routine's own spec."),
]
Deep = Annotated[bool, typer.Option("--deep", help="Take up to 30 seconds a routine instead of 2.")]
Seed = Annotated[int, typer.Option(help="The seed of the cases; the same seed gives the same cases.")]
EvidenceFolder = Annotated[
    Path | None, typer.Option("--evidence", metavar="DIR", help="Write the evidence of each trial to this folder.")
]
TapFolder = Annotated[
    Path | None,
    typer.Option("--pgtap", metavar="DIR", help="Write the cases of each routine as a pgTAP file to this folder."),
]
Wait = Annotated[bool, typer.Option("--wait/--no-wait", help="Wait until the daemon has tried the units.")]
Replay = Annotated[Path | None, typer.Option(metavar="FILE", help="Run a stored trial again.")]


@app.command(name="try", epilog="Example: specdeck try db/schema.sql db/orders.sql --unit place_order")
@prints("specdeck.local.trials.tried_routine:TriedRoutine", "one object a line")
def try_routines(
    target: Target,
    subjects: Subjects = None,
    unit: Units = None,
    against: Against = None,
    deep: Deep = False,
    seed: Seed = 1,
    evidence: EvidenceFolder = None,
    pgtap: TapFolder = None,
    replay: Replay = None,
    project: Project = "",
    wait: Wait = True,
    as_json: Json = False,
) -> int:
    """Try routines: run each and what its spec means on generated cases, in a scratch PostgreSQL of its own.

    The SQL of the files is executed, confined in a server that is removed afterwards. The verdict is `tested`, with the
    share of deliberate mistakes that the same cases would have noticed, or `refuted` with a small counterexample.
    The daemon tries units of a project, where its policy allows it, and takes up to 30 seconds for each.
    Exits 1 if a routine is refuted or cannot be tried.
    """
    if replay is not None:
        return _replay(replay, as_json)
    if not subjects:
        hint = "Name SQL files or folders, or units of a project."
        raise CommandError("command.no_file", "Neither a file nor a unit is named.", hint, ExitCode.USAGE)
    if not any(map(_is_path, subjects)):
        _refuse_for_units({"--unit": unit, "--against": against, "--evidence": evidence, "--pgtap": pgtap})
        return _try_units(target, subjects, project, wait, as_json)
    return _try(subjects, unit or [], against, _plan(deep, seed), TrialFolders(evidence, pgtap), as_json)


def _refuse_for_units(given: "Mapping[str, object]") -> None:
    """Refuse options that only a trial of files has."""
    found = [name for name, value in given.items() if value]
    if found:
        sentence = f"{found[0]} works with files, and none of the arguments is one."
        raise CommandError("command.no_file", sentence, "Name SQL files or folders.", ExitCode.USAGE)


def _is_path(subject: str) -> bool:
    return "/" in subject or subject.endswith(".sql") or Path(subject).exists()


def _try_units(target: Target, names: list[str], project: str, wait: bool, as_json: bool) -> int:
    from specdeck.local.trials.project_trials import finished_trials, order_trials

    problems = 0
    with target.connect() as client:
        ordered = order_trials(client, names, project)
        if not wait:
            for each in ordered:
                print(f"{each.name}: {each.job}")
            return ExitCode.OK
        for found in finished_trials(client, ordered):
            problems += found.verdict != "tested"
            _show(found, as_json)
    return ExitCode.for_problem(problems)


def _plan(deep: bool, seed: int) -> tuple[str, int]:
    """Return the name of the budget, and the seed."""
    return ("quick", "deep")[deep], seed


def _try(
    paths: list[str], names: list[str], against: str | None, plan: tuple[str, int], folders: TrialFolders, as_json: bool
) -> int:
    from engine.source.load_order import load_order
    from engine.trial.sandbox.sandbox import running_sandbox
    from engine.trial.schema.schema_statement import schema_statements
    from engine.trial.session.trial_database import open_database
    from engine.trial.session.trial_request import TrialRequest
    from engine.trial.session.try_routine import try_routine
    from engine.trial.verdict.trial_budget import BUDGETS
    from specdeck.files.sql_files import read_sources
    from specdeck.local.trials.trial_targets import trial_targets

    sources = [each for each in load_order(list(read_sources(paths))) if each.fault is None]
    targets = trial_targets(sources, against, names)
    statements = schema_statements(sources)
    problems = 0
    with running_sandbox() as sandbox:
        database = open_database(sandbox, statements)
        for target in targets:
            request = TrialRequest(target.unit, target.regenerated, BUDGETS[plan[0]], plan[1])
            outcome = try_routine(sandbox, database, request, monotonic)
            problems += outcome.evidence.kind != "tested"
            _show(tried_routine(outcome), as_json)
            folders.write(sandbox, database, request, outcome)
    return ExitCode.for_problem(problems)


def _show(found: TriedRoutine, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    print(escape_line(f"{found.unit}: {found.sentence}"), flush=True)
    for line in found.lines:
        print(f"  {escape_line(line)}")


def tried_routine(outcome: "TrialOutcome") -> TriedRoutine:
    """Return the outcome of a trial as the command prints it."""
    evidence = outcome.evidence
    return TriedRoutine(
        unit=outcome.unit,
        verdict=evidence.kind.value,  # pyrefly: ignore[bad-argument-type] - a trial gives these three only
        sentence=evidence.sentence,
        cases=evidence.cases,
        statement_coverage=round(evidence.coverage.statements, 4),
        branch_coverage=round(evidence.coverage.branches, 4),
        kill_rate=evidence.mutation.rate,
        seconds=round(outcome.seconds, 3),
        evidence=evidence.to_json(),
        lines=evidence.counterexample_lines,
    )


def _replay(path: Path, as_json: bool) -> int:
    from engine.trial.sandbox.sandbox import running_sandbox
    from engine.trial.session.replay import replay_trial
    from engine.trial.session.trial_record import read_trial

    try:
        record = read_trial(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError) as error:
        raise CommandError(
            "command.no_evidence", f"{path} cannot be read as evidence: {error}", "Name a file that --evidence wrote."
        ) from error
    with running_sandbox() as sandbox:
        verdict = replay_trial(sandbox, record, monotonic)
    found = ReplayedTrial(record.request.unit.name, record.verdict.value, verdict.value, verdict == record.verdict)
    if as_json:
        print_json(found)
    else:
        print(f"{found.unit}: {found.verdict}, {('not as stored', 'as stored')[found.is_reproduced]} ({found.stored})")
    return ExitCode.for_problem(not found.is_reproduced)
