"""The names that a PL/pgSQL body may use as variables."""

from engine.analysis.parsed_unit import ParsedUnit
from engine.plpgsql import tree

_ALWAYS = frozenset({"found", "sqlstate", "sqlerrm"})
_IN_TRIGGERS = frozenset({
    "new", "old", "tg_name", "tg_when", "tg_level", "tg_op", "tg_relid", "tg_relname", "tg_table_name",
    "tg_table_schema", "tg_nargs", "tg_argv", "tg_event", "tg_tag",
})  # fmt: skip
_LABELLED = (tree.Block, tree.Loop, tree.While, tree.ForRange, tree.ForQuery, tree.ForCursor, tree.Foreach)


def known_names(unit: ParsedUnit) -> frozenset[str]:
    """Parameters, variables, loop variables and labels of a body, wherever they are declared."""
    header = unit.header
    names = set(_ALWAYS)
    for at, each in enumerate(header.parameters if header else (), start=1):
        names |= {each.name.lower(), f"${at}"}
    names.add(header.name.lower() if header else "")
    names |= _IN_TRIGGERS if header and header.is_trigger else set()
    for kind in (tree.Variable, tree.Alias, tree.Cursor, tree.CursorParameter):
        names |= {plain_name(site.node.name) for site in unit.sites(kind)}
    names |= {plain_name(site.node.variable.text) for site in unit.sites(tree.ForRange)}
    names |= {plain_name(site.node.target.text) for site in unit.sites(tree.ForCursor)}
    names |= {plain_name(site.node.label) for kind in _LABELLED for site in unit.sites(kind) if site.node.label}
    return frozenset(names)


def plain_name(written: str) -> str:
    """A name as the server folds it."""
    if written.startswith('"'):
        return written.strip('"')
    return written.lower()
