"""`specdeck cost`: what models cost, what a project may spend in a day, and whether the cloud may be asked."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_fields, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.learning.project_argument import ProjectArgument
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemon.wire.cost import BatchInfo, CostLine, CostReport

app = command_group("Show what models cost, set budgets, and allow or forbid cloud models.")
NANODOLLARS = 1_000_000_000


class CloudSwitch(StrEnum):
    """What to do about the cloud."""

    ON = "on"
    OFF = "off"
    SHOW = "show"


Days = Annotated[int, typer.Option("--days", min=1, max=366, help="How many days, today included.")]
Dollars = Annotated[float, typer.Argument(metavar="DOLLARS", min=0, max=1_000_000, help="Dollars a day; 0 for none.")]
Switch = Annotated[CloudSwitch, typer.Argument(metavar="on|off|show", help="Allow, forbid, or show what is allowed.")]
Model = Annotated[str | None, typer.Option("--model", metavar="ID", help="The cloud model to ask.")]
Literals = Annotated[
    bool | None, typer.Option("--literals/--no-literals", help="Whether string literals may leave this machine.")
]
Comments = Annotated[
    bool | None, typer.Option("--comments/--no-comments", help="Whether comments may leave this machine.")
]
BatchHours = Annotated[
    str | None,
    typer.Option("--batch-hours", metavar="FROM-TO", help="Hours of the day for batches, such as 22-6, or any."),
]
PerMinute = Annotated[int | None, typer.Option("--per-minute", min=1, max=10_000, help="The most calls in a minute.")]


@app.command(epilog="Example: specdeck cost show shop --days 7")
@prints("daemon.wire.cost:CostReport")
def show(target: Target, project: ProjectArgument = "", days: Days = 30, as_json: Json = False) -> None:
    """Show what was spent: by task, model, day and source of the answers, with savings and a forecast."""
    with target.connect() as client:
        report = client.cost.report(resolve_project(client, project), days)
    if as_json:
        print_json(report)
    else:
        _print_report(report)


@app.command("list", epilog="Example: specdeck cost list")
@prints("daemon.wire.cost:CostReport", "an array")
def list_(target: Target, days: Days = 30, as_json: Json = False) -> None:
    """List what each project spent."""
    with target.connect() as client:
        reports = [client.cost.report(each.name, days) for each in client.projects.list()]
    if as_json:
        print_json(reports)
    else:
        print_table(
            ("project", "spent", "budget a day", "today", "always cloud", "saved"),
            [
                (
                    each.project,
                    _dollars(each.spent),
                    _dollars(each.today.per_day),
                    _dollars(each.today.spent),
                    _dollars(each.baseline),
                    _share(each.saving),
                )
                for each in reports
            ],
        )


@app.command(epilog="Example: specdeck cost budget 5 shop")
@prints("daemon.wire.cost:CostReport")
def budget(target: Target, dollars: Dollars, project: ProjectArgument = "", as_json: Json = False) -> None:
    """Set what a project may spend in a day. At 100 % only local models are asked."""
    with target.connect() as client:
        name = resolve_project(client, project)
        report = client.cost.set_budget(name, round(dollars * NANODOLLARS))
    if as_json:
        print_json(report)
    else:
        print(f"{report.project} may spend {_dollars(report.today.per_day)} a day.")


@app.command(epilog="Example: specdeck cost cloud on shop --model claude-haiku-5-5")
@prints("daemon.wire.cost:CloudInfo")
def cloud(
    target: Target,
    switch: Switch,
    project: ProjectArgument = "",
    model: Model = None,
    literals: Literals = None,
    comments: Comments = None,
    per_minute: PerMinute = None,
    batch_hours: BatchHours = None,
    as_json: Json = False,
) -> None:
    """Allow or forbid a cloud model for a project. Nothing is sent before it is allowed and has a budget."""
    from daemon.wire.cost import CloudChange

    with target.connect() as client:
        name = resolve_project(client, project)
        if switch is CloudSwitch.SHOW:
            found = client.cost.cloud(name)
        else:
            change = CloudChange(switch is CloudSwitch.ON, model, literals, comments, per_minute, batch_hours)
            found = client.cost.change_cloud(name, change)
    if as_json:
        print_json(found)
    else:
        print_fields(found)


@app.command(epilog="Example: specdeck cost batches shop")
@prints("daemon.wire.cost:BatchList")
def batches(target: Target, project: ProjectArgument = "", as_json: Json = False) -> None:
    """List the latest batches of questions to the cloud, with their state and what they cost."""
    with target.connect() as client:
        found = client.cost.batches(resolve_project(client, project))
    if as_json:
        print_json(found)
        return
    print_table(
        ("batch", "model", "state", "questions", "reserved", "spent", "since"),
        [
            (
                each.id,
                each.model,
                _batch_state(each),
                each.questions,
                _dollars(each.reserved),
                _dollars(each.spent),
                each.at,
            )
            for each in found.items
        ],
    )
    if found.waiting:
        print(f"questions that wait for a batch: {found.waiting}")


@app.command(epilog="Example: specdeck cost cancel 3 shop")
@prints("daemon.wire.cost:BatchInfo")
def cancel(
    target: Target,
    batch: Annotated[
        int, typer.Argument(metavar="BATCH", min=1, help="The number of a batch, as `cost batches` lists.")
    ],
    project: ProjectArgument = "",
    as_json: Json = False,
) -> None:
    """Ask for no further answers of a batch. Answers that were given are kept and paid for."""
    with target.connect() as client:
        found = client.cost.cancel_batch(resolve_project(client, project), batch)
    if as_json:
        print_json(found)
    else:
        print(f"Batch {found.id} is cancelled with the next look at it.")


@app.command(epilog="Example: specdeck cost route")
@prints("specdeck.models.route_row:RouteRow", "an array")
def route(model: Annotated[str, typer.Option("--model", help="The cloud model.")] = "", as_json: Json = False) -> None:
    """Show for each task which model is asked first, and why. Asks nothing."""
    from specdeck.models.route_row import route_rows

    rows = route_rows(model)
    if as_json:
        print_json(rows)
    else:
        print_table(("task", "first", "then", "why"), [(row.task, row.first, row.then, row.why) for row in rows])


@app.command(epilog="Example: specdeck cost rules shop --set routing.toml")
@prints("daemon.wire.cost:RoutingInfo")
def rules(
    target: Target,
    project: ProjectArgument = "",
    file: Annotated[
        Path | None,
        typer.Option(
            "--set", metavar="FILE", exists=True, dir_okay=False, help="Replace the rules by those of a file."
        ),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Remove the rules.")] = False,
    as_json: Json = False,
) -> None:
    """Show, set or remove the rules of a project on which model answers which question."""
    from specdeck.models.rules_file import rules_text_of

    with target.connect() as client:
        name = resolve_project(client, project)
        if file or clear:
            found = client.cost.set_routing(name, rules_text_of(file) if file else "")
        else:
            found = client.cost.routing(name)
    if as_json:
        print_json(found)
        return
    print("\n".join(found.rules) or "There are no rules: questions are routed by their expected value.")


def _batch_state(batch: "BatchInfo") -> str:
    """Return the state of a batch in words."""
    if batch.state == "lost":
        return "lost, charged in full"
    if batch.cancelled and batch.state == "submitted":
        return "being cancelled"
    return batch.state


def _print_report(report: "CostReport") -> None:
    today, (least, usual, most) = report.today, report.forecast
    print(f"{report.project}, {report.days} days: {_dollars(report.spent)}", end="")
    print(f"; always asking the cloud: {_dollars(report.baseline)}, saved {_share(report.saving)}")
    print(
        f"today: {_dollars(today.spent)} spent, {_dollars(today.reserved)} reserved, {_dollars(today.left)} left",
        end="",
    )
    print(f" of {_dollars(today.per_day)}" + (f"; alert: {today.alert} %" if today.alert else ""))
    print(f"next 30 days: {_dollars(usual)} ({_dollars(least)} to {_dollars(most)})")
    if report.unanswered:
        print(f"calls without an answer: {_dollars(report.unanswered)}")
    for heading, lines in (
        ("task", report.by_task),
        ("model", report.by_model),
        ("source", report.by_source),
        ("day", report.by_day),
    ):
        _print_lines(heading, lines)


def _print_lines(heading: str, lines: "Sequence[CostLine]") -> None:
    if lines:
        print()
        print_table(
            (heading, "answers", "failures", "input tokens", "output tokens", "cost", "always cloud"),
            [
                (
                    each.name.replace("_", " "),
                    each.answers,
                    each.failures,
                    f"{each.input_tokens:,}",
                    f"{each.output_tokens:,}",
                    _dollars(each.cost),
                    _dollars(each.baseline),
                )
                for each in lines
            ],
        )


def _dollars(nanodollars: int) -> str:
    return f"${nanodollars / NANODOLLARS:,.4f}"


def _share(share: float | None) -> str:
    return "-" if share is None else format_percent(share)
