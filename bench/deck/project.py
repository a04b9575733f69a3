"""A project that the daemon has converted."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daemon.client import Client, connect


@contextmanager
def converted_project(name: str, folder: Path, units: int) -> Iterator[Client]:
    """A project of a folder, once all of its units are converted; it is there until the block ends."""
    with connect() as client:
        client.projects.add(name, [str(folder)])
        while (tally := client.conversions.tally(name)).converted < units or tally.waiting:
            time.sleep(0.2)
        yield client
        client.projects.remove(name)
