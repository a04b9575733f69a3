"""Measure a model in a process of its own."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from specdeck.errors import CommandError
from specdeck.models.model_figures import ModelFigures


def measure_random(threads: int) -> ModelFigures:
    """Write a model with random weights, measure it, and remove it."""
    from engine.llm.local.random_model import SMALL, write_random_model

    with tempfile.TemporaryDirectory() as folder:
        return measure_file(write_random_model(Path(folder) / "random.gguf", SMALL), threads)


def measure_file(path: Path, threads: int) -> ModelFigures:
    """Measure a model."""
    command = [sys.executable, "-P", "-m", "engine.llm.local.measure_model", str(path), str(threads)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise CommandError("models.bench", f"The model could not be measured: {last}", "Run `specdeck doctor`.")
    return ModelFigures(**json.loads(done.stdout.splitlines()[-1]))


def no_model() -> CommandError:
    """Return the error of a bench without a model."""
    hint = "Add one with `specdeck models add FILE`, or measure random weights with --random."
    return CommandError("models.none", "No local model is in use.", hint)
