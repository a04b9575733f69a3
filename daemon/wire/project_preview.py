"""What adding a project would do, on the wire."""

from dataclasses import dataclass

from daemon.wire.fault import Fault


@dataclass(frozen=True, slots=True)
class IgnoredPath:
    """A file or folder that is left out, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FolderPreview:
    """What is in a folder. `units` is estimated from the statements; with `is_partial`, not all was looked at.

    `ignored` are the first of the `ignored_paths` that are left out; `warning` is a reason not to watch this folder.
    """

    folder: str
    sql_files: int
    spec_files: int
    bytes: int
    units: int
    ignored_paths: int
    ignored: tuple[IgnoredPath, ...] = ()
    is_partial: bool = False
    warning: Fault | None = None


@dataclass(frozen=True, slots=True)
class ProjectPreview:
    """What would be watched, by folder."""

    folders: tuple[FolderPreview, ...]
