"""The folders of a daemon, made for one bench and gone with it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daemon.client.process import lifecycle

VARIABLES = ("RUNTIME_DIR", "STATE_HOME", "DATA_HOME", "CONFIG_HOME")


@contextmanager
def own_folders() -> Iterator[Path]:
    """A daemon's folders of our own, at a path short enough for a socket; nothing outside is touched."""
    folder = Path(tempfile.mkdtemp(prefix="sd-"))
    for variable in VARIABLES:
        os.environ[f"XDG_{variable}"] = str(folder / variable.lower())
    try:
        yield folder
    finally:
        lifecycle.stop()
        shutil.rmtree(folder, ignore_errors=True)
