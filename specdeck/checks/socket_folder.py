"""Can the daemon's socket lie where it belongs?"""

import os
import stat
from pathlib import Path

from daemon.wire.connection import instance_paths
from daemon.wire.errors import InstancePathError
from specdeck.doctor.check_result import DoctorFinding, bad, ok

NAME = "socket folder"


def check() -> DoctorFinding:
    """Look at the folder of the socket: its path, its owner, who else may enter."""
    try:
        folder = instance_paths.paths_of_instance().socket.parent
    except InstancePathError as error:
        return bad(NAME, error.sentence, error.hint)
    return _of_folder(folder) if folder.exists() else _to_be_made(folder)


def _to_be_made(folder: Path) -> DoctorFinding:
    above = next(each for each in folder.parents if each.exists())
    if above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        return ok(NAME, f"{folder}, made when the daemon starts")
    return bad(NAME, f"{folder} cannot be made in {above}", "Set SPECDECK_SOCK to a path in a folder of your own.")


def _of_folder(folder: Path) -> DoctorFinding:
    facts = folder.stat()
    if facts.st_uid != os.geteuid():
        return bad(NAME, f"{folder} belongs to another user", "Set SPECDECK_SOCK to a path in a folder of your own.")
    if stat.S_IMODE(facts.st_mode) & 0o077:
        return bad(NAME, f"others may enter {folder}", f"chmod 700 {folder}")
    return ok(NAME, str(folder))
