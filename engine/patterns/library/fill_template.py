"""Fill in a Jinja2 template of the library. Templates may come from other people: they run in Jinja2's sandbox."""

from collections.abc import Mapping
from functools import cache, partial
from textwrap import indent

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.patterns.library.library_error import LibraryError
from engine.spec.syntax.yaml_scalars import block_header, double_quoted, one_line, scalar_text

DEEP = 60 * " "


def fill_template(template: str, values: Mapping[str, object], what: str) -> str:
    """Return the text of a template; raise LibraryError where it is broken or names an unknown value."""
    try:
        return _environment().from_string(template).render(values)
    except Exception as error:  # a template is a small program by somebody else: it raises whatever it likes
        hint = "Correct the template: its parameters are written {{ name }}."
        raise LibraryError("template", f"The template of {what} cannot be filled in: {error}.", hint) from error


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False
    )
    environment.filters["bare"] = bare_name
    environment.filters["pascal"] = pascal_case
    environment.filters["camel"] = camel_case
    environment.filters["slot"] = slot_text
    environment.filters["flow"] = partial(scalar_text, flow=True)
    return environment


def bare_name(name: str) -> str:
    """Return the last part of a qualified name."""
    return name.rpartition(".")[2].strip('"')


def pascal_case(name: str) -> str:
    """Return `order_line` as `OrderLine`."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", "_").split("_"))


def camel_case(name: str) -> str:
    """Return `order_line` as `orderLine`."""
    joined = pascal_case(name)
    return joined[:1].lower() + joined[1:]


def slot_text(text: str) -> str:
    """Return a text as the value of a key in block style; a block may be indented as deep as it likes."""
    line, header = one_line(text), block_header(text)
    if line is None and header is not None:
        return f"{header}\n{indent(text, DEEP)}"
    return line or double_quoted(text)
