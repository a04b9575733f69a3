"""Temporary folders for the daemon of a bench."""

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
    """Create separate folders for a daemon, at a path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="sd-"))
    for variable in VARIABLES:
        os.environ[f"XDG_{variable}"] = str(folder / variable.lower())
    try:
        yield folder
    finally:
        lifecycle.stop()
        shutil.rmtree(folder, ignore_errors=True)
