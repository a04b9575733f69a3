"""Folders that only their owner may enter."""

import os
import stat
from pathlib import Path

from daemon.server.errors import FolderError


def make_private_folder(folder: Path) -> None:
    """Create a folder with mode 0700 if it is missing; refuse one that others own or may enter."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise FolderError(f"{folder} cannot be created: {error.strerror}.", "Check the folders above it.") from error
    if not stat.S_ISDIR(found.st_mode):
        raise FolderError(f"{folder} is not a folder.", "Move it away, or set XDG_RUNTIME_DIR to another folder.")
    if found.st_uid != os.getuid():
        sentence = f"{folder} belongs to another user (uid {found.st_uid}), who could replace the socket."
        raise FolderError(sentence, "Set XDG_RUNTIME_DIR or SPECDECK_SOCK to a folder of your own.")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise FolderError(f"Others may enter {folder}.", f"Make it private: chmod 700 {folder}")
