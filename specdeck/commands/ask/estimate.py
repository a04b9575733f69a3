"""`specdeck estimate`: what asking models about SQL files will take, before anything is asked."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.models.rules_file import RulesFile, read_rules_file

if TYPE_CHECKING:
    from specdeck.models.cost_estimate import EstimateShape

app = single_command()

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="SQL files, folders of them, or - for stdin.")]
Model = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="ID",
        help="The cloud model to price; default: that of a new project.",
    ),
]


@app.command(epilog="Example: specdeck estimate db/ --model claude-haiku-5-5")
@prints("specdeck.models.cost_estimate:EstimateShape")
def estimate(paths: Paths, model: Model = "", rules: RulesFile = None, as_json: Json = False) -> None:
    """Estimate the questions, tokens, dollars and review time of routines. Asks nothing and sends nothing."""
    from specdeck.models.cost_estimate import estimate_paths

    found = estimate_paths(paths, model, date.today(), read_rules_file(rules))  # noqa: DTZ011 - prices are by calendar day
    if as_json:
        print_json(found)
    else:
        _print_estimate(found)


def _print_estimate(found: "EstimateShape") -> None:
    print(f"{found.routines} routines, {sum(found.calls.values())} questions without any cache, asked of {found.model}")
    print_table(
        ("", "least", "usual", "most"),
        [
            ("input tokens", *(f"{value:,.0f}" for value in found.input_tokens)),
            ("output tokens", *(f"{value:,.0f}" for value in found.output_tokens)),
            ("dollars", *(f"{value:,.2f}" for value in found.dollars)),
            ("dollars in batches", *(f"{value:,.2f}" for value in found.batch_dollars)),
            ("review hours", *(f"{value:,.1f}" for value in found.review_hours)),
        ],
    )
    for task, count in sorted(found.calls.items()):
        print(f"  {task.replace('_', ' ')}: {count}")
    for task, count in sorted(found.skipped.items()):
        print(f"  {task.replace('_', ' ')}: {count} skipped by a rule")
