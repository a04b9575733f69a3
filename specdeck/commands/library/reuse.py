"""`specdeck reuse`: how to get the spec of a unit with the least work."""

from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.review.decision_command import Project, Unit
from specdeck.review.unit_lookup import UnitLookup

if TYPE_CHECKING:
    from daemon.wire.reuse import ReuseSteps

app = single_command()

Offer = Annotated[bool, typer.Option("--offer", help="Offer the adapted spec as a proposal.")]
TIERS = {
    "adapt": "adapt the approved spec of {source}, {likeness:.0%} alike; the result is proved",
    "propose": "ask the analysts whose proposals were accepted for {source}, {likeness:.0%} alike",
    "pattern": "use the pattern {source}",
    "fresh": "nothing to reuse",
}


@app.command(epilog="Example: specdeck reuse app.close_ticket --offer")
@prints("daemon.wire.reuse:ReuseSteps")
def reuse(target: Target, unit: Unit, project: Project = "", offer: Offer = False, as_json: Json = False) -> None:
    """Show how to get the spec of a unit with the least work: from an approved copy, or by a pattern."""
    with target.connect() as client:
        number = UnitLookup(client, project).number(unit)
        found = client.reuse.offer(number) if offer else client.reuse.plan(number)
    if as_json:
        print_json(found)
    else:
        _print_plan(found)


def _print_plan(plan: "ReuseSteps") -> None:
    print(escape_line(TIERS[plan.tier].format(source=plan.source, likeness=plan.likeness)))
    for step in plan.steps:
        print(f"  tried: {escape_line(step)}")
    for old, new in sorted(plan.renamed.items()):
        print(f"  renamed: {escape_line(old)} to {escape_line(new)}")
    if plan.proposal is not None:
        print(f"Offered as proposal {plan.proposal}.")
