"""Make the embedding model MiniLM ready for search, from a folder or a package that is on this machine."""

import os
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from specdeck.errors import CommandError

MINILM = "minilm"
WEIGHTS = "model.safetensors"


def add_minilm(given: Path | None) -> Path:
    """Convert the model once; return its folder."""
    from engine.retrieval.embedders.model_folder import EmbedderError, open_model_folder
    from engine.retrieval.embedders.onnx_export.convert_folder import convert_folder

    source = given or next(installed_folders(), None)
    if source is None:
        raise CommandError(
            "models.no_minilm",
            "MiniLM is not on this machine, and Specdeck downloads nothing.",
            "Copy the folder of sentence-transformers/all-MiniLM-L6-v2 here and name it with --from FOLDER.",
        )
    try:
        target = convert_folder(source.expanduser(), embedder_home() / MINILM)
        open_model_folder(target)
    except EmbedderError as error:
        raise CommandError(error.fault.code, error.fault.sentence, error.fault.hint) from error
    return target


def installed_folders() -> Iterator[Path]:
    """Yield the folders of MiniLM that installed packages bring."""
    for package in distributions():
        if MINILM in (package.metadata["Name"] or "").lower():
            weights = (each for each in package.files or () if each.name == WEIGHTS)
            yield from (Path(str(package.locate_file(each))).parent for each in weights)


def embedder_home() -> Path:
    """Return the folder of converted models."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return Path(data, "specdeck", "embedders")
