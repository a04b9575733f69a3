"""A file of rules on who answers a question, as an option of commands."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from engine.analysts.route.model_rules import Rules

RulesFile = Annotated[
    Path | None,
    typer.Option("--rules", metavar="FILE", exists=True, dir_okay=False, help="Rules on who answers a question."),
]


def read_rules_file(file: Path | None) -> "Rules":
    """Return the rules of a file; none without one."""
    from engine.analysts.route.model_rules import read_rules

    return read_rules(rules_text_of(file)) if file else ()


def rules_text_of(file: Path) -> str:
    """Return the text of a file of rules; what is not UTF-8 is refused as TOML."""
    return file.read_text(encoding="utf-8", errors="replace")
