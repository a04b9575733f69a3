"""A walk over a body that knows what text each variable holds, up to every statement that runs text as SQL."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts, bare
from engine.findings.taint.flow_branches import BRANCH_HANDLERS
from engine.findings.taint.flow_sinks import (
    REMOTE_FUNCTIONS,
)
from engine.findings.taint.flow_statements import STATEMENT_HANDLERS
from engine.findings.taint.flow_walk import Executed, FlowWalk, walk_statements
from engine.findings.taint.text_pieces import Hole, Quoting, TextOrigin
from engine.findings.taint.variables import Variables

_TRIGGER_TEXT = ("tg_table_name", "tg_table_schema", "tg_relname", "tg_name", "tg_op", "tg_when", "tg_level")
_HANDLERS = {**BRANCH_HANDLERS, **STATEMENT_HANDLERS}


@lru_cache(maxsize=2)
def executed_texts(unit: ParsedUnit, facts: ProjectFacts) -> tuple[Executed, ...]:
    """Every text that a body runs as SQL, in the order of the body."""
    if unit.block is None or unit.header is None or not _may_execute(unit):
        return ()
    walk = FlowWalk(unit, _initial(unit, facts), handlers=_HANDLERS)
    walk_statements(walk, (unit.block,))
    return tuple(sorted(walk.found.values(), key=lambda each: each.span.start))


def _may_execute(unit: ParsedUnit) -> bool:
    return any(token.word == "execute" or token.word in REMOTE_FUNCTIONS for token in unit.tokens)


def _initial(unit: ParsedUnit, facts: ProjectFacts) -> Variables:
    """The parameters, and in a trigger the rows and arguments it is called with."""
    variables = Variables(facts)
    header = unit.header
    for at, each in enumerate(header.parameters if header else (), start=1):
        name = each.name.lower() or f"${at}"
        variables.declare(name, each.type_name)
        variables.aliases[f"${at}"] = name
        if each.is_input:
            variables.assign(name, (Hole(Quoting.NONE, TextOrigin.PARAMETER, name),))
    if header and header.is_trigger:
        _declare_trigger_variables(variables, facts.trigger_tables.get(bare(unit.unit.name), ()))
    return variables


def _declare_trigger_variables(variables: Variables, tables: Iterable[str]) -> None:
    for row in ("new", "old"):
        variables.declare(row, "record")
        variables.rows[row] = tuple(tables)
    variables.declare("tg_argv", "text[]")
    variables.assign("tg_argv", (Hole(Quoting.NONE, TextOrigin.TRIGGER_ARGUMENT, "TG_ARGV"),))
    for name in _TRIGGER_TEXT:
        variables.declare(name, "name")
        variables.values[name] = (Hole(Quoting.NONE, None, name.upper()),)
