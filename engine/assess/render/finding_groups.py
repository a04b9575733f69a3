"""The findings of a project by rule, each with the first places where it is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from engine.assess.render.start_cards import badge
from engine.findings.finding import SEVERITIES, Finding
from engine.findings.mask_secrets import mask_secrets

MOST_PLACES = 12


def finding_groups(findings: Sequence[Finding]) -> str:
    """A table of rules, the most severe and most frequent first; a click shows where."""
    if not findings:
        return '<p class="note">None.</p>'
    rows = "".join(_rows(findings))
    head = '<tr><th>severity</th><th>finding</th><th>what to do</th><th class="number">count</th></tr>'
    return f'<table class="rules"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _rows(findings: Sequence[Finding]) -> Iterator[str]:
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        by_rule[each.rule].append(each)
    for group in sorted(by_rule.values(), key=lambda group: (SEVERITIES.index(group[0].severity), -len(group))):
        first = group[0]
        places = "".join(_place(each) for each in group[:MOST_PLACES])
        more = f"<li>and {len(group) - MOST_PLACES} more</li>" if len(group) > MOST_PLACES else ""
        yield (
            f"<tr><td>{badge(first.severity.value)}</td><td>{escape(first.name.replace('-', ' '))} "
            f'<span class="note">{escape(first.rule)}</span><details><summary>where</summary>'
            f"<ul>{places}{more}</ul></details></td><td>{escape(first.hint)}</td>"
            f'<td class="number">{len(group)}</td></tr>'
        )


def _place(finding: Finding) -> str:
    place = finding.place
    where = f"{place.path}:{place.line}"
    return f"<li><code>{escape(where)}</code> {escape(mask_secrets(finding.message))}</li>"
