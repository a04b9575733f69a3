"""What the panel shows of a finding, and of its fix."""

import difflib
from collections.abc import Mapping

from daemon.wire.finding import FindingInfo, ProposedFix
from tui.local_time import full_time
from tui.plural import count_noun

KINDS = {"refactor": "keeps the meaning: proved before it is applied", "security": "changes the meaning, as intended"}


def finding_facts(each: FindingInfo) -> Mapping[str, str]:
    """Return the facts about a finding, by name."""
    facts = {
        "accepted": _acceptance(each),
        "finding": each.message,
        "what to do": each.hint,
        "where": f"{each.path}, line {each.line}",
        "rule": f"{each.rule} {each.title}, {each.category}" + (f", CWE-{each.cwe}" if each.cwe else ""),
        "since": full_time(each.since),
        "effort": count_noun(each.minutes, "minute"),
        "fix": KINDS.get(each.fix.kind, each.fix.kind) if each.fix else "",
    }
    return {name: value for name, value in facts.items() if value}


def fix_facts(each: FindingInfo, fix: ProposedFix, sql: str) -> Mapping[str, str]:
    """Return the lines that a fix changes in its unit, and the command that applies it."""
    changed = difflib.unified_diff(sql.splitlines(), fixed_text(sql, fix).splitlines(), lineterm="", n=0)
    lines = [line for line in changed if not line.startswith(("---", "+++", "@@"))]
    return {
        "fix": KINDS.get(fix.kind, fix.kind),
        "lines": "\n".join(lines),
        "apply": f"specdeck findings fix {each.path} --rule {each.rule} --apply",
    }


def fixed_text(sql: str, fix: ProposedFix) -> str:
    """Return a text with the edits of a fix."""
    for edit in sorted(fix.edits, key=lambda edit: edit.start, reverse=True):
        sql = sql[: edit.start] + edit.text + sql[edit.end :]
    return sql


def _acceptance(each: FindingInfo) -> str:
    if not each.accepted:
        return ""
    until = f" until {each.until}" if each.until else ""
    return f"by a {each.accepted}{until}: {each.reason or '(erased)'}"
