"""`specdeck learn models`: which model gives the confidence, and which one should."""

from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.learning.project_argument import ProjectArgument
from specdeck.review.decision_command import Project
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.learning import LearningStatus

app = command_group("List the models, promote the challenger, or go back to the first one.")
FIRST = "regression"
NEEDED = 20  # the factor of evidence from which the challenger may be promoted

Model = Annotated[str, typer.Argument(metavar="MODEL", help="regression or tree.")]


@app.command("list", epilog="Example: specdeck learn models list shop")
@prints("daemon.wire.learning:LearningStatus")
def list_models(target: Target, project: ProjectArgument = "", as_json: Json = False) -> None:
    """List the model that gives the confidence and its challenger, with the evidence for a change."""
    with target.connect() as client:
        status = client.learning.status(resolve_project(client, project))
    _print(status, as_json)


@app.command(epilog="Example: specdeck learn models promote tree")
@prints("daemon.wire.learning:LearningStatus")
def promote(target: Target, model: Model, project: Project = "", as_json: Json = False) -> None:
    """Let a model give the confidence from now on. The challenger must have won its test."""
    with target.connect() as client:
        status = _change(client, project, model)
    _print(status, as_json)


@app.command(epilog="Example: specdeck learn models rollback")
@prints("daemon.wire.learning:LearningStatus")
def rollback(target: Target, project: Project = "", as_json: Json = False) -> None:
    """Go back to the regression, which gave the confidence at first."""
    with target.connect() as client:
        status = _change(client, project, FIRST)
    _print(status, as_json)


def _change(client: "Client", project: str, model: str) -> "LearningStatus":
    from daemon.wire.learning import LearningChange

    return client.learning.change(resolve_project(client, project), LearningChange(model=model))


def _print(status: "LearningStatus", as_json: bool) -> None:
    if as_json:
        print_json(status)
        return
    if status.models is None:
        print("Nothing was learned yet.")
        return
    found = status.models
    evidence = f"{min(found.evidence, 9999.0):.2f} of the {NEEDED} that a promotion needs"
    print_table(
        ("model", "role", "evidence"),
        [(found.serving, "gives the confidence", "-"), (found.challenger, "challenger", evidence)],
    )
