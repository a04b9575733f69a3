"""Where a body names a variable, and whether it reads it."""

from collections.abc import Iterator

from engine.findings.code.known_names import plain_name
from engine.findings.code.parsed_unit import ParsedUnit
from engine.plpgsql import tree


def uses_of(unit: ParsedUnit, name: str) -> int:
    """How often a body names something, as a whole word, in any place."""
    return sum(plain_name(token.word) == name for token in unit.tokens)


def is_read(unit: ParsedUnit, variable: tree.Variable) -> bool:
    """Whether anything reads a variable; any use that is not plainly a write counts."""
    name = plain_name(variable.name)
    declared = sum(plain_name(each.node.name) == name for each in _declarations(unit))
    return uses_of(unit, name) > declared + sum(1 for each in _written(unit) if each == name)


def _declarations(unit: ParsedUnit) -> Iterator:
    for kind in (tree.Variable, tree.Alias, tree.Cursor, tree.CursorParameter):
        yield from unit.sites(kind)


def _written(unit: ParsedUnit) -> Iterator[str]:
    """The targets of assignments, of INTO and of GET DIAGNOSTICS, where the whole variable is one."""
    for site in unit.sites(tree.Assign):
        yield plain_name(site.node.target.text.strip())
    for site in unit.sites(tree.Into):
        yield from (plain_name(each.text.strip()) for each in site.node.targets)
    for site in unit.sites(tree.DiagnosticsItem):
        yield plain_name(site.node.target.text.strip())
