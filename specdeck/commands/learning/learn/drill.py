"""`specdeck learn drill`: measure what reviewers miss, on items whose truth is known."""

import random
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.learning.project_argument import ProjectArgument
from specdeck.review.prompt import choose
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.learning import DrillRecord
    from specdeck.learning.drill_items import DrillItem

app = single_command()

Items = Annotated[int, typer.Option("--items", min=1, max=200, help="How many items to show.")]
Seed = Annotated[int | None, typer.Option("--seed", help="Draw the same items again.")]


@app.command(epilog="Example: specdeck learn drill shop --items 20")
def drill(target: Target, project: ProjectArgument = "", items: Items = 10, seed: Seed = None) -> None:
    """Show specs of which half have a planted fault, and record what you accept. Nothing is decided about the units."""
    from daemon.wire.learning import DrillAnswer
    from specdeck.learning.drill_items import drill_items

    with target.connect() as client:
        name, record = resolve_project(client, project), None
        chance = random.Random(seed)  # noqa: S311  draws items, guards nothing
        for number, item in enumerate(drill_items(client, name, items, chance), 1):
            _show(number, item)
            answer = choose("Does the spec describe this SQL? yes, no or quit", "ynq", "q")
            if answer == "q":
                break
            record = client.learning.answer_drill(name, DrillAnswer(item.unit, item.is_planted, answer == "y"))
            print("right" if (answer == "y") != item.is_planted else "wrong")
    _print_record(record)


def _show(number: int, item: "DrillItem") -> None:
    print(f"\n--- {number}. {item.name}\n{item.sql.strip()}\n\n{item.spec.strip()}\n")


def _print_record(record: "DrillRecord | None") -> None:
    if record is None:
        print("Nothing was answered.")
        return
    print(f"So far {record.missed} of {record.planted} planted faults were missed,"
          f" and {record.rejected} of {record.sound} sound specs rejected.")  # fmt: skip
