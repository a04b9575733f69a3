"""Saying a word of units: which ones a command line means, how it is said, and how it is told what came of it."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from specdeck.cli.output import print_json
from specdeck.cli.terminal_text import escape_line
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.review.unit_lookup import MAX_UNIT_ID, UnitLookup, resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.decision import Act, NewDecision, UnitOutcome

UNDO = "undo"
CONFLICT_CODES = ("store.conflict", "review.stale", "review.moved_on")  # somebody else was first

Units = Annotated[
    list[str] | None, typer.Argument(metavar="[UNIT]...", help="Numbers as `review list` shows them, or names.")
]
Unit = Annotated[str, typer.Argument(help="Its number as `review list` shows it, or its name.")]
Where = Annotated[str, typer.Option("--where", metavar="QUERY", help="All units that this query finds.")]
Project = Annotated[
    str,
    typer.Option(
        "--project", metavar="NAME", help="Whose units; else those of the folder one stands in, or of the only one."
    ),
]
Preview = Annotated[bool, typer.Option("--preview", help="Show what would come of it, and do nothing.")]
Revision = Annotated[
    int | None,
    typer.Option(
        "--revision", metavar="N", min=0, max=MAX_UNIT_ID, help="Refuse if the unit is at another revision by now."
    ),
]
Feedback = Annotated[
    str, typer.Option("--feedback", metavar="TEXT", help="What else to say; it is kept with the word.")
]


@dataclass(frozen=True, slots=True)
class SelectedUnits:
    """What a word is about, as a command line names it: units, or a query."""

    units: tuple[str, ...] = ()
    where: str = ""
    project: str = ""
    preview: bool = False
    revision: int | None = None


def select_units(
    units: Iterable[str] | None, where: str, project: str, preview: bool, revision: int | None = None
) -> SelectedUnits:
    """The units that a command line means; refused if it names none, or both ways."""
    named = tuple(units or ())
    if bool(named) == bool(where.strip()):  # a blank query finds everything, and is rather a slip
        raise CommandError("which_units", "Name units, or a query with --where.", "specdeck review list shows both.")
    if revision is not None and len(named) != 1:
        raise CommandError("one_revision", "A revision is that of one unit.", "Name one unit, or leave it out.")
    if revision is not None and preview:
        raise CommandError("no_revision", "A preview shows how it is now, at whatever revision.", "Leave it out.")
    return SelectedUnits(named, where, project, preview, revision)


def build_decision(kind: str, note: str = "", **fields: Any) -> "NewDecision":  # noqa: ANN401 - as the wire declares them
    """The decision that a command line means, or what is wrong with it."""
    from daemon.wire.decision import NewDecision
    from daemon.wire.decision_kinds import DecisionKind

    try:
        return NewDecision(DecisionKind(kind), note, **fields)
    except ValueError as error:
        raise CommandError("no_decision", f"This cannot be said: {error}.", "Nothing was decided.") from error


def send_decision(client: "Client", about: SelectedUnits, decision: "NewDecision") -> "Act":
    """Say it; of several units each stands or falls alone."""
    if about.where:
        return _many(client, resolve_project(client, about.project), decision, where=about.where, preview=about.preview)
    naming = UnitLookup(client, about.project)
    numbers = tuple(naming.number(unit) for unit in about.units)
    if len(numbers) == 1 and not about.preview:
        return client.reviews.decide(numbers[0], decision, about.revision)
    project = client.conversions.get(numbers[0]).conversion.project
    return _many(client, project, decision, units=numbers, preview=about.preview)


def _many(client: "Client", project: str, decision: "NewDecision", **which: Any) -> "Act":  # noqa: ANN401 - as declared
    from daemon.wire.decision import BulkDecision

    try:
        asked = BulkDecision(decision, **which)
    except ValueError as error:
        raise CommandError("too_many", f"This is too much for one act: {error}.", "Say it in several.") from error
    return client.reviews.decide_all(project, asked)


def report_act(act: "Act", as_json: bool) -> int:
    """Print what came of it, one line a unit, and how it is taken back; the answer is the exit code."""
    print_act(act, as_json)
    if not as_json:
        print(_summary(act))
    return exit_code_from_problems(problem_codes(act.outcomes))


def print_act(act: "Act", as_json: bool) -> None:
    """Print what came of it, one line a unit or one object in all."""
    if as_json:
        print_json(act)
        return
    for outcome in act.outcomes:
        print(outcome_line(outcome))


def outcome_line(outcome: "UnitOutcome") -> str:
    """One unit: how it stands now, or why nothing changed."""
    name = outcome.name or (outcome.item.kind if outcome.item else "")
    if outcome.problem is not None:
        hint = f" {outcome.problem.hint}" if outcome.problem.hint else ""
        return escape_line(f"{outcome.unit}  {name}  refused: {outcome.problem.detail}{hint}")
    return escape_line(f"{outcome.unit}  {name}  {outcome.item.state if outcome.item else 'done'}")


def problem_codes(outcomes: Iterable["UnitOutcome"]) -> list[str]:
    """The codes of what was refused."""
    return [outcome.problem.code for outcome in outcomes if outcome.problem is not None]


def exit_code_from_problems(problems: Sequence[str]) -> int:
    """The exit code for problems of these codes: a conflict if somebody else was first at any unit, else a finding."""
    if any(code in CONFLICT_CODES for code in problems):
        return ExitCode.CONFLICT
    return ExitCode.FINDING if problems else ExitCode.OK


def print_warning(sentence: str, hint: str = "") -> None:
    """Tell what went wrong and that we go on."""
    print(f"warning: {sentence}" + (f" {hint}" if hint else ""), file=sys.stderr)


def _summary(act: "Act") -> str:
    if not act.id:
        could = " would change" if act.changed else ""
        return f"{act.kind}: {act.changed} of {act.units} units{could}. Nothing was done."
    said = f"{act.kind}: {act.changed} of {act.units} units."
    return f"{said} {_way_back(act)}" if act.changed else said


def _way_back(act: "Act") -> str:
    """An undo is no decision that could be undone, and what was done again is the decision from before."""
    if act.kind == UNDO:
        return f"Do it again with: specdeck review redo {act.id}"
    return f"Take it back with: specdeck review undo {act.details.get('about', act.id)}"
