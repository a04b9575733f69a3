"""Projects on the wire."""

from dataclasses import dataclass
from pathlib import PurePosixPath

MAX_PROJECT_NAME_LENGTH = 100
MAX_PATH_LENGTH = 4096
MAX_FOLDERS = 100
MAX_GLOBS = 200
MAX_GLOB_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Project:
    """A named set of watched folders; files that match a glob of `ignore` are left out."""

    id: str
    name: str
    folders: tuple[str, ...]
    ignore: tuple[str, ...]
    paused: bool
    revision: int
    created: str


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Some projects, by name; `next` is the cursor of the next page, None at the end."""

    items: tuple[Project, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project to add; folders are absolute paths on the daemon's machine."""

    name: str
    folders: tuple[str, ...]
    ignore: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_name(self.name)
        check_folders(self.folders)
        check_ignore(self.ignore)


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """A change of a project; omitted fields stay."""

    name: str | None = None
    folders: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if self.name is None and self.folders is None and self.ignore is None:
            raise ValueError("a change needs a name, folders or globs to ignore")
        if self.ignore is not None:
            check_ignore(self.ignore)
        if self.name is not None:
            check_name(self.name)
        if self.folders is not None:
            check_folders(self.folders)


def check_name(name: str) -> None:
    """Refuse a name that cannot be typed, shown or put in a URL."""
    if (
        not name.strip(".")
        or len(name) > MAX_PROJECT_NAME_LENGTH
        or not name.isprintable()
        or name != name.strip()
        or "/" in name
    ):
        raise ValueError(
            f"a project's name has 1 to {MAX_PROJECT_NAME_LENGTH} printable characters, no slash, and not only dots"
        )


def check_folders(folders: tuple[str, ...]) -> None:
    """Refuse folders that are not absolute paths."""
    if not folders or len(folders) > MAX_FOLDERS:
        raise ValueError(f"a project watches 1 to {MAX_FOLDERS} folders")
    for folder in folders:
        if len(folder) > MAX_PATH_LENGTH or "\0" in folder or not PurePosixPath(folder).is_absolute():
            raise ValueError(f"a folder is an absolute path of at most {MAX_PATH_LENGTH} characters")


def check_ignore(globs: tuple[str, ...]) -> None:
    """Refuse globs that no file name can match."""
    if len(globs) > MAX_GLOBS:
        raise ValueError(f"a project ignores at most {MAX_GLOBS} globs")
    for glob in globs:
        if not glob or len(glob) > MAX_GLOB_LENGTH or not glob.isprintable():
            raise ValueError(f"a glob has 1 to {MAX_GLOB_LENGTH} printable characters")
