"""The demo: a legacy sample in a separate folder, converted by a separate daemon."""

import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from daemon.client import Client, connect
from daemon.client.process import lifecycle
from daemon.wire.connection import instance_paths as places
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.conversion import Tally
from specdeck.errors import CommandError

INSTANCE = "demo"
PROJECT = "erp"
MARKER_FILE = "this-is-the-demo"  # only the demo creates this file, so its folder can be deleted safely
END_EVENTS = ("job.done", "job.quarantined", "job.cancelled")

ShowProgress = Callable[[Tally], None]


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """The result of the demo; `folder` contains its SQL."""

    units: int
    converted: int
    errors: int
    seconds: float
    verdicts: Mapping[str, int]
    folder: str


def find_earlier_demo() -> Path | None:
    """Return the folder of an earlier demo, which starting over would delete; refuse if somebody looks at it now."""
    os.environ.pop("SPECDECK_SOCK", None)  # it selects another daemon, but the demo uses its own
    place = places.paths_of_instance(INSTANCE)
    if not (place.data / MARKER_FILE).exists():
        return None
    status = lifecycle.status(INSTANCE)
    if status is not None and status.streams:
        hint = "Close it first. To open it as it is: specdeck --instance demo"
        raise CommandError("command.demo_open", "A deck shows the demo now; it was not deleted.", hint)
    return place.data


def prepare_demo() -> Path:
    """Stop and delete an earlier demo, copy the sample again, and return its folder."""
    os.environ.pop("SPECDECK_SOCK", None)
    place = places.paths_of_instance(INSTANCE)
    _claim(place)
    lifecycle.stop(INSTANCE)
    shutil.rmtree(place.data, ignore_errors=True)
    folder = place.data / PROJECT
    for private in (place.data.parent, place.data, folder):
        private.mkdir(mode=0o700, parents=True, exist_ok=True)
    (place.data / MARKER_FILE).touch()
    with as_file(files("specdeck") / "sample") as sample:
        shutil.copytree(sample, folder, dirs_exist_ok=True)
    return folder


def convert_demo(folder: Path, show: ShowProgress) -> DemoSummary:
    """Convert the sample with the demo daemon, and report progress to `show`."""
    begun = time.monotonic()
    expected = sum(path.is_file() for path in folder.rglob("*.sql"))
    with connect(instance=INSTANCE) as client:
        client.projects.add(PROJECT, [str(folder)])
        tally = _settled(client, expected, show)
    seconds = round(time.monotonic() - begun, 3)
    return DemoSummary(tally.units, tally.converted, tally.errors, seconds, tally.verdicts, str(folder))


def stop_demo() -> None:
    """Stop the demo daemon."""
    lifecycle.stop(INSTANCE)


def _settled(client: Client, expected: int, show: ShowProgress) -> Tally:
    with client.events.follow(after=0) as events:
        for event in events:
            if getattr(event, "type", "") not in END_EVENTS:
                continue
            tally = client.conversions.tally(PROJECT)
            show(tally)
            if tally.files >= expected and not tally.waiting:
                return tally
    raise CommandError(
        "command.demo_ended", "The demo daemon stopped before it finished.", "Read its log, then try again."
    )


def _claim(place: InstancePaths) -> None:
    """Refuse to delete a folder that the demo did not create, such as an instance of the same name."""
    if place.data.exists() and not (place.data / MARKER_FILE).exists():
        sentence = f"{place.data} contains an instance named {INSTANCE} that the demo did not create."
        raise CommandError("command.demo_taken", sentence, "Move that folder away, or set XDG_DATA_HOME for the demo.")
