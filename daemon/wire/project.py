"""Projects on the wire."""

from dataclasses import dataclass
from pathlib import PurePosixPath

LONGEST_NAME = 100
LONGEST_PATH = 4096
MOST_FOLDERS = 100


@dataclass(frozen=True, slots=True)
class Project:
    """A named set of watched folders; send `revision` back as If-Match."""

    id: str
    name: str
    folders: tuple[str, ...]
    paused: bool
    revision: int
    created: str


@dataclass(frozen=True, slots=True)
class NewProject:
    """What it takes to add a project: folders are absolute paths on the daemon's machine."""

    name: str
    folders: tuple[str, ...]

    def __post_init__(self) -> None:
        check_name(self.name)
        check_folders(self.folders)


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """What is to be different; what is left out stays."""

    name: str | None = None
    folders: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if self.name is None and self.folders is None:
            raise ValueError("a change names a new name, new folders or both")
        if self.name is not None:
            check_name(self.name)
        if self.folders is not None:
            check_folders(self.folders)


def check_name(name: str) -> None:
    """Refuse a name that cannot be typed, shown or put in a URL."""
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or name != name.strip() or "/" in name:
        raise ValueError(f"a project's name has 1 to {LONGEST_NAME} printable characters and no slash")


def check_folders(folders: tuple[str, ...]) -> None:
    """Refuse folders that are not absolute paths."""
    if not folders or len(folders) > MOST_FOLDERS:
        raise ValueError(f"a project watches 1 to {MOST_FOLDERS} folders")
    for folder in folders:
        if len(folder) > LONGEST_PATH or "\0" in folder or not PurePosixPath(folder).is_absolute():
            raise ValueError(f"a folder is an absolute path of at most {LONGEST_PATH} characters")
