"""The type of the parser's nodes."""

from typing import Any, TypeAlias

Parsed: TypeAlias = Any
"""A node of the parse tree. pglast declares every attribute as optional, though the grammar guarantees many."""
