"""Statements before which code may have set the search path, so that a SET before them counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pglast import ast

from engine.proof.ddl.tree_form import Parsed
from engine.proof.scripts.names.mentioned_names import names_in_tree
from engine.source.script_units import sets_search_path
from engine.source.search_path import SearchPath
from engine.source.unit import Unit

# A setting whose name is computed, or a SET in a text that EXECUTE may run, may be about the path too.
_MAY_SET = re.compile(r"search_path|set_config\s*\(\s*(?!'[^']*'\s*,)|execute.*'\s*set\b", re.IGNORECASE | re.DOTALL)
_RUNNING = (ast.DoStmt, ast.SelectStmt, ast.CallStmt, ast.InsertStmt, ast.UpdateStmt, ast.DeleteStmt, ast.ExecuteStmt)


def search_path_doubts(units: Sequence[Unit]) -> Iterator[bool]:
    """Yield for each statement whether code ran after the last SET that may have set another path."""
    setters: set[str] = set()
    is_doubtful = False
    for unit in units:
        yield is_doubtful
        if sets_search_path(unit):
            is_doubtful = False
        elif unit.is_routine and _MAY_SET.search(_body(unit.node)):
            setters.add(unit.name.partition("(")[0].rpartition(".")[2])
        elif isinstance(unit.node, _RUNNING) and not SearchPath.understands(unit.node):
            is_doubtful = is_doubtful or _may_set_path(unit, setters)


def _may_set_path(unit: Unit, setters: set[str]) -> bool:
    return bool(_MAY_SET.search(unit.text)) or any(last in setters for _, last in names_in_tree(unit.node))


def _body(node: Parsed) -> str:
    return " ".join(str(option.arg) for option in node.options or () if option.defname == "as")
