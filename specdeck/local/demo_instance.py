"""The demo: a legacy sample in a folder of its own, converted by a daemon of its own."""

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
MARKER_FILE = "this-is-the-demo"  # what lies beside it may be deleted: nobody else puts it there
END_EVENTS = ("job.done", "job.quarantined", "job.cancelled")

ShowProgress = Callable[[Tally], None]


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What the demo came to; `folder` is where its SQL lies."""

    units: int
    converted: int
    errors: int
    seconds: float
    verdicts: Mapping[str, int]
    folder: str


def prepare_demo() -> Path:
    """End an earlier demo, forget it, and lay the sample anew; the answer is its folder."""
    os.environ.pop("SPECDECK_SOCK", None)  # it names another daemon, and the demo has one of its own
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
    """Have the demo's daemon convert the sample; `show` is called with each step forward."""
    begun = time.monotonic()
    expected = sum(path.is_file() for path in folder.rglob("*.sql"))
    with connect(instance=INSTANCE) as client:
        client.projects.add(PROJECT, [str(folder)])
        tally = _settled(client, expected, show)
    seconds = round(time.monotonic() - begun, 3)
    return DemoSummary(tally.units, tally.converted, tally.errors, seconds, tally.verdicts, str(folder))


def stop_demo() -> None:
    """Stop the demo's daemon."""
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
    raise CommandError("demo_ended", "The demo's daemon ended before it was done.", "Look at its log, then try again.")


def _claim(place: InstancePaths) -> None:
    """Refuse to delete what is not the demo's, such as an instance that somebody named so."""
    if place.data.exists() and not (place.data / MARKER_FILE).exists():
        sentence = f"{place.data} holds an instance named {INSTANCE} that the demo did not make."
        raise CommandError("demo_taken", sentence, "Move that folder away, or set XDG_DATA_HOME for the demo.")
