"""`specdeck learn export`: the log that learning folds, for other tools."""

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.errors import CommandError
from specdeck.learning.project_argument import ProjectArgument
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daemon.wire.learning import LearningEventInfo

app = single_command()


class LogFormat(StrEnum):
    """The formats of an export."""

    JSONL = "jsonl"
    PARQUET = "parquet"


AsFormat = Annotated[LogFormat, typer.Option("--format", help="jsonl (one event a line) or parquet (one label a row).")]
To = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="The file to write. Default: standard output.")]


@app.command(epilog="Example: specdeck learn export shop --format parquet --to labels.parquet")
def export(
    target: Target,
    project: ProjectArgument = "",
    format: AsFormat = LogFormat.JSONL,  # noqa: A002 - the option's own word
    to: To = None,
) -> None:
    """Write the log without undone decisions; parquet holds the labels with one column for each feature."""
    if format is LogFormat.PARQUET and to is None:
        raise CommandError("command.no_file", "Parquet needs a file.", "Name it: --to labels.parquet")
    with target.connect() as client:
        events = list(client.learning.events(resolve_project(client, project)))
    if format is LogFormat.PARQUET and to is not None:
        _write_parquet(events, to)
    elif to is not None:
        to.write_text("".join(map(_line, events)), encoding="utf-8")
    else:
        sys.stdout.writelines(map(_line, events))


def _line(event: "LearningEventInfo") -> str:
    return json.dumps(asdict(event), sort_keys=True) + "\n"


def _write_parquet(events: "Iterable[LearningEventInfo]", to: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    labels = [event for event in events if event.kind == "decided"]
    names = sorted({name for event in labels for name in event.samples[0]})
    columns = {
        "event": [event.seq for event in labels],
        "unit": [event.units[0] for event in labels],
        "analyst": [event.analyst for event in labels],
        "credit": [event.credit for event in labels],
        "day": [event.day for event in labels],
        **{name: [event.samples[0].get(name, 0.0) for event in labels] for name in names},
    }
    parquet.write_table(pa.table(columns), to)
