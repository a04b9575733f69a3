"""The variables of a routine by their declared types."""

from collections import defaultdict
from collections.abc import Mapping

from engine.plpgsql.tree import Alias, Cursor, ForRange, Variable
from engine.trial.routine.body_view import BodyView

_SYNONYMS = {
    "int": "integer", "int4": "integer", "int8": "bigint", "int2": "smallint", "bool": "boolean",
    "varchar": "text", "character varying": "text", "decimal": "numeric",
}  # fmt: skip


def variable_types(view: BodyView) -> Mapping[str, str]:
    """Return the type of each parameter and variable, by its name in lower case."""
    found = {each.name.lower(): _plain(each.type_name) for each in view.routine.header.parameters if each.name}
    found |= {each.name.lower(): _plain(each.type.text) for each in view.of(Variable)}
    return found | {each.variable.text.lower(): "integer" for each in view.of(ForRange)}


def names_in_use(view: BodyView) -> frozenset[str]:
    """Return every name that the declarations introduce."""
    return frozenset(variable_types(view)) | {each.name.lower() for each in view.of(Alias, Cursor)}


def peers(view: BodyView) -> Mapping[str, tuple[str, ...]]:
    """Return, for each variable, the others of its type."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for name, kind in variable_types(view).items():
        by_type[kind].append(name)
    return {name: tuple(other for other in names if other != name) for names in by_type.values() for name in names}


def _plain(type_text: str) -> str:
    text = type_text.lower().removeprefix("pg_catalog.").partition("(")[0].strip()
    return _SYNONYMS.get(text, text)
