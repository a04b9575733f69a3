"""The parser's nodes as the type checker sees them."""

from typing import Any, TypeAlias

Parsed: TypeAlias = Any
"""A node of the parse tree: pglast declares every attribute as optional, which the grammar knows better."""
