"""Where to begin, as cards: the unit, what is found in it, and what to do about that."""

from collections.abc import Iterator, Sequence
from html import escape

from engine.assess.assessed_unit import AssessedUnit
from engine.assess.assessment import Assessment
from engine.assess.effort import StartingPoint
from engine.assess.excerpts import Excerpts
from engine.findings.finding import SEVERITIES, Finding
from engine.findings.mask_secrets import mask_secrets

MOST_RULES, MOST_LINES = 3, 8


def start_cards(found: Assessment) -> str:
    """The units to begin with, the most risk for each minute first."""
    if not found.start_here:
        return '<p class="note">No unit needs attention first: there are no findings, and all is proved.</p>'
    cards = "".join(_card(each, found.excerpts) for each in found.start_here)
    return f'<ol class="start">{cards}</ol>'


def badge(severity: str) -> str:
    """A severity in its colour."""
    return f'<span class="badge {escape(severity)}">{escape(severity)}</span>'


def _card(point: StartingPoint, excerpts: Excerpts) -> str:
    unit = point.unit
    facts = (
        f"{unit.path}:{unit.line}",
        f"risk {point.risk:g}",
        f"about {max(point.minutes, 1):.0f} min to read",
        *_facts(point),
    )
    return (
        f"<li><h3><code>{escape(unit.title)}</code></h3><p class='meta'>{escape(' · '.join(facts))}</p>"
        f'<ul class="why">{"".join(_findings(unit, excerpts))}</ul></li>'
    )


def _facts(point: StartingPoint) -> Iterator[str]:
    """The reasons that are not findings."""
    severities = tuple(f"{each.value}:" for each in SEVERITIES)
    yield from (each for each in point.reasons if not each.startswith(severities))


def _findings(unit: AssessedUnit, excerpts: Excerpts) -> Iterator[str]:
    """The worst rules with their lines, and what to do."""
    by_rule: dict[str, list[Finding]] = {}
    for each in sorted(unit.findings, key=lambda each: (SEVERITIES.index(each.severity), each.place.line)):
        by_rule.setdefault(each.rule, []).append(each)
    groups = list(by_rule.values())
    for group in groups[:MOST_RULES]:
        hint = f'<span class="note">{escape(group[0].hint)}</span>'
        code = _code(group[0], excerpts)
        yield f"<li>{badge(group[0].severity.value)}{escape(_sentence(group))} {hint}{code}</li>"
    if len(groups) > MOST_RULES:
        rest = sum(map(len, groups[MOST_RULES:]))
        yield f'<li class="note">and {rest} of less weight</li>'


def _code(finding: Finding, excerpts: Excerpts) -> str:
    line = excerpts.get((finding.place.path, finding.place.line))
    if line is None:
        return ""
    return f"<pre><code>{finding.place.line}  {escape(line)}</code></pre>"


def _sentence(group: Sequence[Finding]) -> str:
    lines = list(dict.fromkeys(each.place.line for each in group))
    shown = ", ".join(map(str, lines[:MOST_LINES])) + (" …" if len(lines) > MOST_LINES else "")
    return mask_secrets(f"{'Line' if len(lines) == 1 else 'Lines'} {shown}: {group[0].message}")
