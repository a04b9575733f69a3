"""Send a decision on the selected units and print the result."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from specdeck.cli import completions
from specdeck.cli.command_app import option_bundle
from specdeck.cli.daemon_target import Target
from specdeck.cli.output import print_json
from specdeck.cli.terminal_text import escape_line
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.review.unit_lookup import MAX_UNIT_ID, UnitLookup, resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.decision import Act, NewDecision, UnitOutcome

UNDO = "undo"
CONFLICT_CODES = ("store.conflict", "review.stale", "review.moved_on")

Units = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[UNIT]...", help="Numbers or names, as in `review list`.", autocompletion=completions.complete_unit
    ),
]
Unit = Annotated[
    str,
    typer.Argument(help="The number or the name, as in `review list`.", autocompletion=completions.complete_unit),
]
Where = Annotated[
    str,
    typer.Option(
        "--where", metavar="QUERY", help="All units that match this query.", autocompletion=completions.complete_query
    ),
]
Project = Annotated[
    str,
    typer.Option(
        "--project",
        metavar="NAME",
        help="The project. Default: that of this folder, or the only one.",
        autocompletion=completions.complete_project,
    ),
]
Preview = Annotated[bool, typer.Option("--preview", help="Show what would change without changing anything.")]
Revision = Annotated[
    int | None,
    typer.Option(
        "--revision", metavar="N", min=0, max=MAX_UNIT_ID, help="Refuse if the unit is not at this revision any more."
    ),
]
Feedback = Annotated[
    str, typer.Option("--feedback", metavar="TEXT", help="An explanation, recorded with the decision.")
]


@dataclass(frozen=True, slots=True)
class SelectedUnits:
    """The units of a command line: named, or found by a query."""

    units: tuple[str, ...] = ()
    where: str = ""
    project: str = ""
    preview: bool = False
    revision: int | None = None


@option_bundle(SelectedUnits)
def select_units(
    units: Units = None, where: Where = "", project: Project = "", preview: Preview = False, revision: Revision = None
) -> SelectedUnits:
    """Return the selection of a command line; it needs either names or a query."""
    named = tuple(units or ())
    if bool(named) == bool(where.strip()):  # an empty query would match every unit, and is probably a mistake
        raise CommandError(
            "command.which_units", "Name units, or select them with --where.", "specdeck review list shows the units."
        )
    if revision is not None and len(named) != 1:
        raise CommandError("command.one_revision", "--revision applies to one unit.", "Name one unit, or omit it.")
    if revision is not None and preview:
        raise CommandError("command.no_revision", "A preview ignores revisions.", "Omit --revision.")
    return SelectedUnits(named, where, project, preview, revision)


def build_decision(kind: str, note: str = "", **fields: Any) -> "NewDecision":  # noqa: ANN401 - as the wire declares them
    """Return the decision of a command line, or raise an error that names the mistake."""
    from daemon.wire.decision import NewDecision
    from daemon.wire.decision_kinds import DecisionKind

    try:
        return NewDecision(DecisionKind(kind), note, **fields)
    except ValueError as error:
        raise CommandError(
            "command.bad_decision", f"This decision is not valid: {error}.", "Nothing was decided."
        ) from error


def decide(target: Target, selected: SelectedUnits, decision: "NewDecision", as_json: bool) -> int:
    """Connect, send a decision, print the result and return the exit code."""
    with target.connect() as client:
        act = send_decision(client, selected, decision)
    return report_act(act, as_json)


def send_decision(client: "Client", selected: SelectedUnits, decision: "NewDecision") -> "Act":
    """Send a decision; of several units, each is accepted or refused separately."""
    if selected.where:
        project = resolve_project(client, selected.project)
        return _decide_all(client, project, decision, where=selected.where, preview=selected.preview)
    lookup = UnitLookup(client, selected.project)
    numbers = tuple(lookup.number(unit) for unit in selected.units)
    if len(numbers) == 1 and not selected.preview:
        return client.reviews.decide(numbers[0], decision, selected.revision)
    project = client.conversions.get(numbers[0]).conversion.project
    return _decide_all(client, project, decision, units=numbers, preview=selected.preview)


def _decide_all(client: "Client", project: str, decision: "NewDecision", **selection: Any) -> "Act":  # noqa: ANN401 - as declared
    from daemon.wire.decision import BulkDecision

    try:
        request = BulkDecision(decision, **selection)
    except ValueError as error:
        raise CommandError(
            "command.too_many", f"This is too much for one decision: {error}.", "Split it into several."
        ) from error
    return client.reviews.decide_all(project, request)


def report_act(act: "Act", as_json: bool) -> int:
    """Print the result, one line a unit, and how to undo it; return the exit code."""
    print_act(act, as_json)
    if not as_json:
        print(_summary(act))
    return exit_code_from_problems(problem_codes(act.outcomes))


def print_act(act: "Act", as_json: bool) -> None:
    """Print the result: one line a unit, or one JSON object."""
    if as_json:
        print_json(act)
        return
    for outcome in act.outcomes:
        print(outcome_line(outcome))


def outcome_line(outcome: "UnitOutcome") -> str:
    """Return the new state of a unit, or why its decision was refused."""
    name, state = outcome.name, "done"
    if outcome.item is not None:
        name, state = name or outcome.item.kind, outcome.item.state
    if outcome.problem is not None:
        state = f"refused: {outcome.problem.detail} {outcome.problem.hint}".rstrip()
    return escape_line(f"{outcome.unit}  {name}  {state}")


def problem_codes(outcomes: Iterable["UnitOutcome"]) -> list[str]:
    """Return the codes of the refused decisions."""
    return [outcome.problem.code for outcome in outcomes if outcome.problem is not None]


def exit_code_from_problems(problems: Sequence[str]) -> int:
    """Return CONFLICT if somebody else changed any unit first, or else FINDING if anything was refused."""
    if any(code in CONFLICT_CODES for code in problems):
        return ExitCode.CONFLICT
    return ExitCode.for_problem(problems)


def print_warning(sentence: str, hint: str = "") -> None:
    """Print a warning on stderr."""
    print(f"warning: {sentence} {hint}".rstrip(), file=sys.stderr)


def _summary(act: "Act") -> str:
    if not act.id:
        would = " would change" if act.changed else ""
        return f"{act.kind}: {act.changed} of {act.units} units{would}. Nothing was changed."
    summary = f"{act.kind}: {act.changed} of {act.units} units."
    if not act.changed:
        return summary
    return f"{summary} {_how_to_revert(act)}"


def _how_to_revert(act: "Act") -> str:
    """An undo cannot be undone, only redone; a redo is undone by the id of the original decision."""
    if act.kind == UNDO:
        return f"Redo it with: specdeck review redo {act.id}"
    return f"Undo it with: specdeck review undo {act.details.get('about', act.id)}"
