"""`specdeck triage`: which units take which lane, and what more reviews would open."""

from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project as OfProject
from specdeck.review.decision_command import Unit
from specdeck.review.unit_lookup import UnitLookup, resolve_project

if TYPE_CHECKING:
    from daemon.wire.learning import LearningStatus, UnitConfidence

app = command_group("Show how closely each unit must be looked at, and why.")

Project = Annotated[str, typer.Argument(help="The project. Default: that of this folder, or the only one.")]
LANES = ("auto", "spot", "review")


@app.command(epilog="Example: specdeck triage status shop")
@prints("daemon.wire.learning:LearningStatus")
def status(target: Target, project: Project = "", as_json: Json = False) -> None:
    """Show the lanes of a project and what more reviews would open."""
    with target.connect() as client:
        found = client.learning.status(resolve_project(client, project))
    if as_json:
        print_json(found)
    else:
        _print_status(found)


@app.command(epilog="Example: specdeck triage explain billing.tax_of")
@prints("daemon.wire.learning:UnitConfidence")
def explain(target: Target, unit: Unit, project: OfProject = "", as_json: Json = False) -> None:
    """Explain why a unit takes its lane."""
    with target.connect() as client:
        found = client.learning.explain(UnitLookup(client, project).number(unit))
    if as_json:
        print_json(found)
    else:
        _print_unit(found)


def _print_status(found: "LearningStatus") -> None:
    print_table(("lane", "units"), [(lane, found.lanes.get(lane, 0)) for lane in LANES])
    print(f"reviews: {found.decisions}")
    print(f"auto lane: {_lane_state(found)}")
    for sentence in (found.lane.claim, *_audits(found), found.forecast):
        if sentence:
            print(sentence)


def _lane_state(found: "LearningStatus") -> str:
    if found.lane.is_forbidden:
        return "forbidden by the policy"
    if not found.enabled:
        return "closed, because learning is off"
    if found.lane.is_suspended:
        return f"suspended: {found.lane.wrong_audits} of {found.lane.audits} audits found a wrong unit"
    if found.is_auto_open:
        return f"open, under the certificate {found.lane.certificate}"
    return "closed"


def _audits(found: "LearningStatus") -> list[str]:
    lane = found.lane
    if not lane.accepted and not lane.audits and not lane.open_audits:
        return []
    return [
        f"It accepted {lane.accepted}. Audits: {lane.audits} done, {lane.wrong_audits} wrong, {lane.open_audits} open."
    ]


def _print_unit(found: "UnitConfidence") -> None:
    confidence = "unknown" if found.confidence is None else format_percent(found.confidence)
    print(f"lane: {found.lane}\nconfidence: {confidence}")
    for reason in found.reasons:
        print(f"  {reason}")
