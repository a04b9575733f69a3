"""The family of steps."""

from __future__ import annotations

from typing import ClassVar

from engine.spec.shapes.shape import ShapeFamily


class Step(ShapeFamily):
    """One step of an action: a frozen dataclass with a kind key of its own."""

    __slots__ = ()
    kinds: ClassVar[dict[str, type]] = {}
    word: ClassVar[str] = "step"
    elsewhere: ClassVar[dict[str, str]] = {
        "raw_sql": "sql",
        "dynamic_sql": "execute",
        "select": "query",
        "cte": "query",
        "aggregate": "query",
        "subquery": "query",
        "call_function": "perform",
        "return_early": "return",
        "return_table": "return_query",
        "for_loop": "for_range",
        "if_elseif": "if",
        "try_except": "exception_handling",
        "upsert": "insert",
        "cursor": "open",
    }

    @property
    def note(self) -> str | None: ...


Steps = tuple[Step, ...]
Targets = tuple[str, ...]
Arguments = tuple[str, ...]
NamedExpressions = tuple[tuple[str, str], ...]
ErrorOptions = tuple[tuple[str, str], ...]
"""The options of an error whose values are texts."""
