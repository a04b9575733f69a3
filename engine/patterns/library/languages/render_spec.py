"""A spec as code of another language, by the template that is named after it."""

from pathlib import Path

from engine.lower.file import lower_file
from engine.patterns.library.fill_template import fill_template
from engine.patterns.library.languages.code_model import code_model
from engine.patterns.library.library_error import LibraryError
from engine.spec.model import SpecFile
from engine.spec.writer import write_spec

TEMPLATES = Path(__file__).parent
SPECQL, POSTGRESQL = "specql", "postgresql"


def languages() -> tuple[str, ...]:
    """Return every language that a spec can be rendered in."""
    return tuple(sorted({SPECQL, POSTGRESQL, *(path.stem for path in TEMPLATES.glob("*.j2"))}))


def render_spec(spec: SpecFile, language: str) -> str:
    """Return a spec as code: the actions of other languages than SQL call the routines of the database."""
    if language == SPECQL:
        return write_spec(spec).text
    if language == POSTGRESQL:
        return lower_file(spec)
    if language not in languages():
        raise LibraryError("language", f"{language!r} is not a known language.", f"Use {', '.join(languages())}.")
    template = (TEMPLATES / f"{language}.j2").read_text(encoding="utf-8")
    return fill_template(template, {"model": code_model(spec)}, language)
