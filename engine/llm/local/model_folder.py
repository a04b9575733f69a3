"""The folder of local models: GGUF files or links to them, and the one in use."""

import os
from dataclasses import dataclass
from pathlib import Path

from engine.fault import EngineError, Fault
from engine.llm.local.gguf_header import ModelHeader, read_header

IN_USE = "in-use"  # a link to the file that workers load


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model of the folder; `header` is None where its file cannot be read any more."""

    name: str
    path: Path
    is_in_use: bool
    header: ModelHeader | None


@dataclass(frozen=True, slots=True)
class LocalModelFolder:
    """A folder, which need not exist yet."""

    path: Path

    def list(self) -> tuple[KnownModel, ...]:
        """Return the models by name."""
        files = sorted(self.path.glob("*.gguf")) if self.path.is_dir() else []
        in_use = self.in_use()
        return tuple(KnownModel(file.stem, file, file == in_use, _header(file)) for file in files)

    def find(self, name: str) -> KnownModel:
        """Return a model by name."""
        file = self._file(name)
        return KnownModel(name, file, file == self.in_use(), _header(file))

    def in_use(self) -> Path | None:
        """Return the file that workers load, if one was chosen."""
        link = self.path / IN_USE
        return self.path / link.readlink() if link.is_symlink() else None

    def add(self, source: Path) -> Path:
        """Link a file into the folder; the file stays where it is."""
        read_header(source)
        place = self.path / f"{source.stem}.gguf"
        if place.exists() or place.is_symlink():
            raise _error("llm.model_exists", f"There is already a model named {source.stem}.", "Remove it first.")
        self.path.mkdir(parents=True, exist_ok=True)
        place.symlink_to(source.resolve())
        return place

    def use(self, name: str) -> Path:
        """Make a model the one that workers load from now on; atomic, since they may look at any time."""
        file = self._file(name)
        read_header(file)
        fresh = self.path / f".{IN_USE}.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(file.name)
        fresh.replace(self.path / IN_USE)
        return file

    def remove(self, name: str) -> Path:
        """Remove a link from the folder. A file that is itself here is kept: only its owner deletes weights."""
        file = self._file(name)
        if not file.is_symlink():
            raise _error("llm.model_is_file", f"{file} is the file itself, not a link.", "Delete it yourself.")
        if self.in_use() == file:
            (self.path / IN_USE).unlink()
        file.unlink()
        return file

    def _file(self, name: str) -> Path:
        file = self.path / f"{name}.gguf"
        if Path(name).name != name or not (file.exists() or file.is_symlink()):
            known = ", ".join(model.name for model in self.list()) or "none; add one with `specdeck models add FILE`"
            raise _error("llm.unknown_model", f"There is no local model named {name}.", f"Known: {known}.")
        return file


def default_folder() -> LocalModelFolder:
    """Return the folder of this user, or the one that SPECDECK_MODELS names."""
    return LocalModelFolder(Path(os.environ.get("SPECDECK_MODELS") or Path.home() / ".specql" / "models"))


def _header(file: Path) -> ModelHeader | None:
    try:
        return read_header(file)
    except EngineError:
        return None


def _error(code: str, sentence: str, hint: str) -> EngineError:
    return EngineError(Fault(code, sentence, hint))
