"""`specdeck analysts`: who proposes changes, what each may ask, and what a model would be asked."""

from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_fields, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.learning.project_argument import ProjectArgument
from specdeck.models.rules_file import RulesFile, read_rules_file
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.analysis import AnalystInfo, AnalystRetrieval
    from engine.analysts.analyst import Analyst

app = command_group("Show the analysts, which propose changes to specs, and switch them on or off.")
STATES = {True: "on", False: "off"}

Top = Annotated[int, typer.Argument(metavar="N", min=0, help="How many patterns.")]
Categories = Annotated[
    list[str] | None, typer.Option("--category", help="A category of patterns; can be repeated. Default: all.")
]
Name = Annotated[str, typer.Argument(metavar="ANALYST", help="The id of an analyst, as the list shows it.")]


@app.command("list", epilog="Example: specdeck analysts list")
@prints("specdeck.models.analyst_row:AnalystRow", "an array")
def list_(as_json: Json = False) -> None:
    """List the analysts, with what each proposes. Works without the daemon."""
    from engine.analysts.analyst import all_analysts
    from specdeck.models.analyst_row import analyst_row

    rows = [analyst_row(analyst) for analyst in all_analysts().values()]
    if as_json:
        print_json(rows)
    else:
        found = [
            (row.id, ", ".join(row.produces), row.lane, row.cost, row.works_in, ", ".join(row.may)) for row in rows
        ]
        print_table(("analyst", "proposes", "lane", "cost", "works in", "may"), found)


@app.command(epilog="Example: specdeck analysts state shop")
@prints("daemon.wire.analysis:AnalystInfo", "an array")
def state(target: Target, project: ProjectArgument = "", as_json: Json = False) -> None:
    """List which analysts are on in a project."""
    with target.connect() as client:
        rows = client.analyses.list(resolve_project(client, project))
    if as_json:
        print_json(rows)
    else:
        print_table(("analyst", "state"), [(row.id, STATES[row.enabled]) for row in rows])


@app.command(epilog="Example: specdeck analysts enable namer shop")
@prints("daemon.wire.analysis:AnalystInfo")
def enable(target: Target, name: Name, project: ProjectArgument = "", as_json: Json = False) -> None:
    """Switch an analyst of a project on."""
    with target.connect() as client:
        found = client.analyses.switch(resolve_project(client, project), name, enabled=True)
    _print_state(found, as_json=as_json)


@app.command(epilog="Example: specdeck analysts disable namer shop")
@prints("daemon.wire.analysis:AnalystInfo")
def disable(target: Target, name: Name, project: ProjectArgument = "", as_json: Json = False) -> None:
    """Switch an analyst of a project off; its open proposals stay."""
    with target.connect() as client:
        found = client.analyses.switch(resolve_project(client, project), name, enabled=False)
    _print_state(found, as_json=as_json)


@app.command(epilog="Example: specdeck analysts retrieve template_writer 5 shop --category audit")
@prints("daemon.wire.analysis:AnalystInfo")
def retrieve(
    target: Target,
    name: Name,
    top: Top,
    project: ProjectArgument = "",
    category: Categories = None,
    as_json: Json = False,
) -> None:
    """Set how many patterns an analyst of a project is given, and of which categories."""
    wanted = _wanted(top, category or [])
    with target.connect() as client:
        found = client.analyses.choose_retrieval(resolve_project(client, project), name, wanted)
    if as_json:
        print_json(found)
    else:
        print(f"{found.title}: {found.retrieval} patterns of {', '.join(found.categories) or 'all categories'}")


def _wanted(top: int, categories: list[str]) -> "AnalystRetrieval":
    from daemon.wire.analysis import AnalystRetrieval

    try:
        return AnalystRetrieval(top, tuple(categories))
    except ValueError as error:
        raise CommandError("command.bad_value", f"{top} is too many: {error}.", "Give a smaller number.") from None


@app.command(epilog="Example: specdeck analysts show namer")
def show(name: Name, rules: RulesFile = None) -> None:
    """Show an analyst, and what it asks a model: the stable part of each prompt and the form of the answer."""
    from engine.llm.tasks import all_tasks
    from specdeck.models.analyst_row import analyst_row

    analyst, known_rules = _find(name), read_rules_file(rules)
    print_fields(analyst_row(analyst))
    for each in (*analyst.tasks, *analyst.other_tasks):
        task = all_tasks()[each]
        print(f"\n{task.title} ({task.id}, version {task.version()[:12]}, at most {task.max_tokens} tokens)\n")
        for number, rule in enumerate(known_rules, 1):
            if not rule.tasks or each in rule.tasks:
                print(f"rule {number}: {rule.text}")
        print(task.system())


def _print_state(found: "AnalystInfo", *, as_json: bool) -> None:
    if as_json:
        print_json(found)
    else:
        print(f"{found.title}: {STATES[found.enabled]}")


def _find(name: str) -> "Analyst":
    from engine.analysts.analyst import all_analysts

    found = all_analysts().get(name)
    if found is None:
        known = ", ".join(all_analysts())
        raise CommandError("analysts.unknown", f"There is no analyst named {name}.", f"Known: {known}.")
    return found
