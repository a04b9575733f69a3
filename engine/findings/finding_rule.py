"""What a rule is: one module with a `RULE`, which also holds its examples."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from engine.analysis.place import Place
from engine.findings.finding import FindingFix, Severity


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: a place, a sentence, and a fix where there is one."""

    place: Place
    message: str
    fix: FindingFix | None = None


@dataclass(frozen=True, slots=True)
class FixExample:
    """SQL before and after the fix of a rule."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A rule and its examples.

    `node` is the class of what the check is called with: a class of PostgreSQL's syntax tree (an `SqlSite`), a
    PL/pgSQL statement (a `StepSite`), `ParsedUnit`, or `ProjectFacts` for a check of the whole project.
    `family` is shared by rules that report the same defect. `default` is false for rules that a project must enable.
    """

    id: str
    name: str
    family: str
    category: str
    severity: Severity
    node: type
    check: Callable[[Any, Any], Iterable[Hit]]
    sentence: str
    hint: str
    effort_minutes: int
    positive: tuple[str, ...]
    near_miss: tuple[str, ...]
    fixes: tuple[FixExample, ...] = ()
    cwe: int | None = None
    default: bool = True
