"""Can the daemon create its socket?"""

import os
import stat
from pathlib import Path

from daemon.wire.connection import instance_paths
from daemon.wire.errors import InstancePathError
from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, bad, ok

SET_PATH = "Set SPECDECK_SOCK to a path in a folder that you own."


def _check() -> CheckOutcome:
    """DoctorCheck the path, the owner and the access rights of the socket's folder."""
    try:
        folder = instance_paths.paths_of_instance().socket.parent
    except InstancePathError as error:
        return bad(error.sentence, error.hint)
    if folder.exists():
        return _check_existing(folder)
    return _check_parent(folder)


def _check_parent(folder: Path) -> CheckOutcome:
    parent = next(each for each in folder.parents if each.exists())
    if parent.is_dir() and os.access(parent, os.W_OK | os.X_OK):
        return ok(f"{folder}, created when the daemon starts")
    return bad(f"{folder} cannot be created in {parent}", SET_PATH)


def _check_existing(folder: Path) -> CheckOutcome:
    facts = folder.stat()
    if facts.st_uid != os.geteuid():
        return bad(f"{folder} belongs to another user", SET_PATH)
    if stat.S_IMODE(facts.st_mode) & 0o077:
        return bad(f"other users can access {folder}", f"chmod 700 {folder}")
    return ok(str(folder))


CHECK = DoctorCheck("socket folder", _check)
