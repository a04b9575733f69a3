"""The local model that this machine uses; its process lives as long as this one and is shared by all jobs."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.job_kind import KindError

if TYPE_CHECKING:
    from engine.llm.language_model import LanguageModel
    from engine.llm.local.local_model import LocalModel
    from engine.llm.local.served_model import ServedModel


def model_in_use() -> "LocalModel | ServedModel | None":
    """Return the model that the environment names, else what `specdeck models use` chose, or None.

    Another choice counts from the next job on.
    """
    from engine.llm.language_model import ModelError
    from engine.llm.local.model_folder import default_folder
    from engine.llm.local.served_model import served_model

    try:
        served = served_model()
    except ModelError as error:
        raise KindError(error.code, error.sentence, error.hint) from error
    if served is not None:
        return served
    path = default_folder().in_use()
    return _model(path) if path and path.exists() else None


def require_model(model: "LocalModel | ServedModel | None") -> "LanguageModel":
    """Return the model; one that is missing or cannot answer at all ends the job instead of failing each question."""
    from engine.llm.language_model import ModelError

    if model is None:
        raise KindError("llm.no_model", "No local model is in use.", "Add one with `specdeck models add FILE`.")
    try:
        model.require()
    except ModelError as error:
        raise KindError(error.code, error.sentence, error.hint) from error
    return model


@cache
def _model(path: Path) -> "LocalModel":
    from engine.llm.local.batch_lane import LaneSettings
    from engine.llm.local.local_model import LocalModel

    return LocalModel(path, LaneSettings(context=16_384))
