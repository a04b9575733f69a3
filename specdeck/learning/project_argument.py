"""The argument that names a project."""

from typing import Annotated

import typer

ProjectArgument = Annotated[str, typer.Argument(help="The project. Default: that of this folder, or the only one.")]
