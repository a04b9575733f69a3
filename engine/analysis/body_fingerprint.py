"""A fingerprint of a routine's body that does not depend on layout, comments or letter case."""

import hashlib
import re

from pglast import ast

from engine.source.node_strings import node_strings
from engine.source.unit import Unit

# Short bodies are alike by accident: getters, constants, calls of one function.
MIN_LENGTH = 120
_NOISE = re.compile(r"--[^\n]*|/\*.*?\*/|\s+", re.DOTALL)


def body_fingerprint(unit: Unit) -> str | None:
    """The hash of a body; None where there is none, or where it is short."""
    options = unit.node.options or () if isinstance(unit.node, ast.CreateFunctionStmt) else ()
    bodies = [each.arg for each in options if isinstance(each, ast.DefElem) and each.defname == "as"]
    text = "".join(node_strings(bodies[0] if isinstance(bodies[0], tuple) else (bodies[0],))) if bodies else ""
    plain = _NOISE.sub(" ", text).strip().lower()
    if len(plain) < MIN_LENGTH:
        return None
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
