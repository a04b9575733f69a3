"""A template as the text of a library pattern: holes become typed parameters."""

import re
from collections.abc import Iterable, Mapping, Sequence

from engine.patterns.library.pattern_parameter import FORMS, PatternParameter
from engine.patterns.mining.anti_unify import HOLE, Template, TemplateHole
from engine.spec.writer import write_spec

_MARKS = ("{{", "{%", "{#")
_ALONE = re.compile(r"(?<=[:,\[\-] )HOLE(\d+)E(?=[,\]}\n])")  # a whole value: it may need quotes
_TYPES = ("integer", "name", "sql", "text")  # the narrowest one that takes every value


def name_parameters(holes: Sequence[TemplateHole]) -> dict[int, PatternParameter]:
    """Return a parameter for each hole, named for the field where it is first."""
    found: dict[int, PatternParameter] = {}
    taken: set[str] = set()
    for hole in holes:
        name = _free_name(re.sub(r"\W+", "_", hole.field.lower()).strip("_") or "value", taken)
        taken.add(name)
        examples = ", ".join(dict.fromkeys(hole.values[:3]))
        found[hole.number] = PatternParameter(name, _type_of(hole.values), None, f"such as {examples}"[:120])
    return found


def candidate_spec(template: Template, parameters: Mapping[int, PatternParameter]) -> str | None:
    """Return the Jinja2 text of a template; None where its own text has the marks of Jinja2."""
    text = write_spec(template.spec).text
    if any(mark in text for mark in _MARKS):
        return None
    quoted = _ALONE.sub(lambda found: f"{{{{ {parameters[int(found[1])].name} | flow }}}}", text)
    return HOLE.sub(lambda found: f"{{{{ {parameters[int(found[1])].name} }}}}", quoted)


def _free_name(name: str, taken: Iterable[str]) -> str:
    used = set(taken)
    names = (name, *(f"{name}_{number}" for number in range(2, len(used) + 3)))
    return next(each for each in names if each not in used)


def _type_of(values: Iterable[str]) -> str:
    every = list(values)
    return next((kind for kind in _TYPES if all(re.fullmatch(FORMS[kind][0], each) for each in every)), "text")
