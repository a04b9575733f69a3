"""What is known about a fix: proved to keep the meaning, or a difference to look at."""

from dataclasses import dataclass
from enum import StrEnum

from pglast import parse_sql
from pglast.parser import ParseError

from engine.findings.apply_fix import fixed_text
from engine.findings.finding import Finding, FindingFix, FixKind, TextEdit
from engine.proof.prove import prove
from engine.proof.verdict import VerdictKind
from engine.source.span import Span
from engine.source.unit import Unit


class FixVerdict(StrEnum):
    """`proved`: the meaning is kept. `intended`: it changes, as the rule means it to. Others are not applied."""

    PROVED = "proved"
    INTENDED = "intended"
    UNPROVED = "unproved"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class CheckedFix:
    """A fix of a unit, the text it gives, and what is known about it."""

    finding: Finding
    fix: FindingFix
    before: str
    after: str
    verdict: FixVerdict

    @property
    def may_apply(self) -> bool:
        return self.verdict in {FixVerdict.PROVED, FixVerdict.INTENDED}


def check_fix(finding: Finding, unit: Unit) -> CheckedFix | None:
    """Apply a finding's fix to its unit, and prove or classify what comes out; None without a fix."""
    if finding.fix is None:
        return None
    shift = unit.span.start
    moved = (TextEdit(Span(each.span.start - shift, each.span.end - shift), each.text) for each in finding.fix.edits)
    after = fixed_text(unit.text, FindingFix(finding.fix.kind, tuple(moved)))
    return CheckedFix(finding, finding.fix, unit.text, after, _verdict(finding.fix, unit.text, after))


def _verdict(fix: FindingFix, before: str, after: str) -> FixVerdict:
    try:
        parse_sql(after)
    except ParseError:
        return FixVerdict.INVALID
    if fix.kind is FixKind.SECURITY:
        return FixVerdict.INTENDED
    is_proved = prove(before, after).kind is VerdictKind.PROVED
    if is_proved:
        return FixVerdict.PROVED
    return FixVerdict.UNPROVED
