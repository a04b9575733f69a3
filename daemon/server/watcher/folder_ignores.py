"""What is left out of a watched folder, and why: files of tools, the project's globs, `.gitignore` files."""

import os
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from daemon.server.watcher.gitignore import IgnoreRule, find_rule, parse_rules
from store.files.safe_files import MAX_FOLDERS

GITIGNORE = ".gitignore"
SPEC_FOLDER = "specql"  # only YAML below a folder of this name is a spec
MAX_RULES_BYTES = 1_000_000
VIRTUAL_ENVIRONMENT = "pyvenv.cfg"  # marks a folder as one
# Folders of tools, and files that editors keep beside the source.
TOOL_FOLDERS = frozenset((".git", ".hg", ".svn", "node_modules", "bower_components", "__pycache__", ".idea", ".vscode"))
PYTHON_FOLDERS = frozenset((".venv", "venv", "site-packages", ".tox", ".nox", ".mypy_cache", ".pytest_cache"))
EDITOR_FILES = ("*~", ".#*", "#*#", "*.swp", "*.tmp")


@dataclass(frozen=True, slots=True)
class FolderRules:
    """What a folder says of itself."""

    rules: tuple[IgnoreRule, ...]
    is_environment: bool


@dataclass(slots=True)
class FolderIgnores:
    """Decides for one watched folder. Rules are remembered until `read_again`, since each path asks for many."""

    root: Path
    globs: tuple[str, ...] = ()
    _known: dict[str, FolderRules] = field(default_factory=dict)
    _above: tuple[str, ...] | None = None

    def read_again(self) -> None:
        """Read the rules again when they are next needed."""
        self._known.clear()
        self._above = None

    def reason(self, relative: str, *, is_folder: bool) -> str | None:
        """Return why a path is left out, itself or with a folder above it; None if it is read."""
        parts = PurePosixPath(relative).parts
        for depth in range(1, len(parts) + 1):
            reason = self.own_reason("/".join(parts[:depth]), is_folder=is_folder or depth < len(parts))
            if reason is not None:
                return reason
        return None

    def own_reason(self, relative: str, *, is_folder: bool) -> str | None:
        """Return why a path is left out whose folder is not."""
        name = relative.rpartition("/")[2]
        if relative.count("/") + is_folder > MAX_FOLDERS:  # no file there could be opened
            return f"below more than {MAX_FOLDERS} folders"
        if name in TOOL_FOLDERS | PYTHON_FOLDERS:
            return f"{name}: a folder of tools"
        if not is_folder and any(fnmatchcase(name, glob) for glob in EDITOR_FILES):
            return "a file of an editor"
        for glob in self.globs:
            if fnmatchcase(name, glob) or fnmatchcase(relative, glob):
                return f"{glob}: ignored by the project"
        if is_folder and self._rules(relative).is_environment:
            return "a Python environment"
        if SPEC_FOLDER in relative.split("/"):  # specs belong to the project even where Git does not keep them
            return None
        return self._git_reason(relative, is_folder=is_folder)

    def _git_reason(self, relative: str, *, is_folder: bool) -> str | None:
        """Ask the nearest folder first: its last rule about the path decides."""
        base = relative
        while base:
            base = base.rpartition("/")[0]
            inside = relative.removeprefix(f"{base}/") if base else relative
            rule = find_rule(self._rules(base).rules, inside, is_folder=is_folder)
            if rule is not None:
                return _git_text(rule)
        return self._reason_above(relative, is_folder=is_folder)

    def _reason_above(self, relative: str, *, is_folder: bool) -> str | None:
        """Ask the folders between the watched one and that of its repository."""
        if self._above is None:
            self._above = _folders_above(self.root)
        for up in self._above:
            inside = f"{os.path.relpath(self.root, self.root / up)}/{relative}"
            rule = find_rule(self._rules(up).rules, inside, is_folder=is_folder)
            if rule is not None:
                return _git_text(rule)
        return None

    def _rules(self, relative: str) -> FolderRules:
        known = self._known.get(relative)
        if known is None:
            folder = self.root / relative
            rules = parse_rules(_read(folder / GITIGNORE))
            is_environment = os.path.isfile(folder / VIRTUAL_ENVIRONMENT)  # noqa: PTH113  it may be refused to look
            known = self._known[relative] = FolderRules(rules, is_environment)
        return known


def _git_text(rule: IgnoreRule) -> str | None:
    return None if rule.negated else f"{rule.line}: in {GITIGNORE}"


def _folders_above(root: Path) -> tuple[str, ...]:
    """The folders from the one above the root up to that of its Git repository, as ways up; none without one."""
    if (root / ".git").exists():
        return ()
    for number, folder in enumerate(root.parents, start=1):
        if (folder / ".git").exists():
            return tuple("/".join([".."] * up) for up in range(1, number + 1))
    return ()


def _read(file: Path) -> str:
    """Return the text of a rules file; nothing if it is not a plain file or too large to be one."""
    try:
        number = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(number, "rb") as opened:
            return opened.read(MAX_RULES_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
