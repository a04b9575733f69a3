"""Where a body names a variable, and whether it reads it."""

from collections import Counter
from functools import lru_cache

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.variables.known_names import plain_name
from engine.plpgsql import tree

_DECLARING = (tree.Variable, tree.Alias, tree.Cursor, tree.CursorParameter)


def uses_of(unit: ParsedUnit, name: str) -> int:
    """How often a body names something, as a whole word, in any place."""
    return _words(unit)[name]


def is_read(unit: ParsedUnit, variable: tree.Variable) -> bool:
    """Whether anything reads a variable; any use that is not plainly a write counts."""
    name = plain_name(variable.name)
    return _words(unit)[name] > _declared(unit)[name] + _written(unit)[name]


@lru_cache(maxsize=2)
def _words(unit: ParsedUnit) -> Counter[str]:
    return Counter(plain_name(token.word) for token in unit.tokens)


@lru_cache(maxsize=2)
def _declared(unit: ParsedUnit) -> Counter[str]:
    return Counter(plain_name(site.node.name) for kind in _DECLARING for site in unit.sites(kind))


@lru_cache(maxsize=2)
def _written(unit: ParsedUnit) -> Counter[str]:
    """The targets of assignments, of INTO and of GET DIAGNOSTICS, where the whole variable is one."""
    targets = [site.node.target for kind in (tree.Assign, tree.DiagnosticsItem) for site in unit.sites(kind)]
    targets += [each for site in unit.sites(tree.Into) for each in site.node.targets]
    return Counter(plain_name(each.text.strip()) for each in targets)
