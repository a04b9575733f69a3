"""`specdeck models`: the local models, which one is used, and how fast it is on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints

if TYPE_CHECKING:
    from engine.llm.local.model_folder import LocalModelFolder

app = command_group("Manage the local models that analysts ask.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a model, as `specdeck models list` shows it.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A GGUF file, which stays where it is; or `minilm`.")]
Source = Annotated[
    Path | None,
    typer.Option("--from", metavar="FOLDER", help="Where MiniLM is. Default: a package that brings it."),
]
GIB = 2**30


@app.command("list", epilog="Example: specdeck models list")
@prints("specdeck.models.model_row:ModelRow", "an array")
def list_(as_json: Json = False) -> None:
    """List the local models."""
    from specdeck.models.model_row import model_row

    rows = [model_row(model) for model in _folder().list()]
    if as_json:
        print_json(rows)
    elif not rows:
        print("There are no local models. Add one with `specdeck models add FILE`.")
    else:
        print_table(
            ("in use", "name", "architecture", "quantisation", "context", "size"),
            [(row.mark, row.name, row.architecture, row.quantisation, row.context, row.size_text) for row in rows],
        )


@app.command(epilog="Example: specdeck models add ~/Downloads/llama-3.1-8b-q4_k_m.gguf")
def add(file: File, source: Source = None) -> None:
    """Add a model, as a link to its file. The first one is used at once. `minilm` is the embedding model of search."""
    if str(file) == "minilm":
        from specdeck.models.add_minilm import add_minilm

        print(f"{add_minilm(source)}\nSet `model.embedder` to this folder, and SPECDECK_MODEL_EMBEDDER for the daemon.")
        return
    folder = _folder()
    added = folder.add(file.expanduser())
    print(f"Added {added.stem}.")
    if folder.in_use() is None:
        use(added.stem)


@app.command(epilog="Example: specdeck models use llama-3.1-8b-q4_k_m")
def use(name: Name) -> None:
    """Use this model from now on; workers load it with their next job."""
    print(f"{_folder().use(name).stem} is used from now on.")


@app.command(epilog="Example: specdeck models remove llama-3.1-8b-q4_k_m")
def remove(name: Name) -> None:
    """Remove the link to a model; its file is kept."""
    print(f"Removed {_folder().remove(name).stem}; its file was kept.")


@app.command(epilog="Example: specdeck models bench --json")
@prints("specdeck.models.model_figures:ModelFigures")
def bench(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="A model; default: the one in use.")] = "",
    random: Annotated[bool, typer.Option("--random", help="Measure a small model with random weights.")] = False,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Threads of the CPU to use.")] = 2,
    as_json: Json = False,
) -> None:
    """Measure how fast a model answers here, alone and in batches, and whether its answers are valid."""
    from specdeck.models.measure import measure_file, measure_random

    figures = measure_random(threads) if random else measure_file(_chosen(name), threads)
    if as_json:
        print_json(figures)
    else:
        print_table(("figure", "value"), [(key.replace("_", " "), value) for key, value in figures.to_json().items()])


def _folder() -> "LocalModelFolder":
    from engine.llm.local.model_folder import default_folder

    return default_folder()


def _chosen(name: str) -> Path:
    """Return the file of a model by name, or of the one in use."""
    from specdeck.models.measure import no_model

    folder = _folder()
    path = folder.find(name).path if name else folder.in_use()
    if path is None:
        raise no_model()
    return path
