"""The difference between known sources and existing files: a pure comparison."""

from collections import deque
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to a source."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One changed source; `former` is the old path of a rename."""

    kind: ChangeKind
    path: str
    hash: str | None = None
    former: str | None = None


def compare_files(known: Mapping[str, str], found: Mapping[str, str]) -> tuple[FileChange, ...]:
    """Compare path → content hash, before and after; return the changes in path order.

    A file that vanished while a new one with the same content appeared was renamed. Equal content twice is paired
    in path order, so the same two states always give the same changes.
    """
    former = _VanishedPaths(known.keys() - found.keys(), known)
    changes = [
        FileChange(ChangeKind.CHANGED, path, found[path])
        for path in known.keys() & found.keys()
        if known[path] != found[path]
    ]
    for path in sorted(found.keys() - known.keys()):
        old = former.take(found[path])
        kind = ChangeKind.RENAMED if old else ChangeKind.ADDED
        changes.append(FileChange(kind, path, found[path], old))
    changes.extend(FileChange(ChangeKind.REMOVED, path) for path in former.left())
    return tuple(sorted(changes, key=lambda change: change.path))


class _VanishedPaths:
    """The vanished paths by content, taken in path order."""

    def __init__(self, vanished: AbstractSet[str], known: Mapping[str, str]) -> None:
        self._by_content: dict[str, deque[str]] = {}
        for path in sorted(vanished):
            self._by_content.setdefault(known[path], deque()).append(path)

    def take(self, content: str) -> str | None:
        paths = self._by_content.get(content)
        if paths:
            return paths.popleft()
        return None

    def left(self) -> Iterator[str]:
        return (path for paths in self._by_content.values() for path in paths)
