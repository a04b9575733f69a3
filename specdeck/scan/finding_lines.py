"""Findings as text: the place, the sentence, the line of the source, and what to do."""

from collections.abc import Iterable, Iterator, Mapping

from engine.findings.finding import Finding
from engine.findings.mask_secrets import mask_secrets
from specdeck.cli.terminal_text import escape_text


def finding_lines(findings: Iterable[Finding], texts: Mapping[str, str]) -> Iterator[str]:
    """Each finding with its line of source, secrets masked."""
    for each in findings:
        place = each.place
        cwe = f" CWE-{each.cwe}" if each.cwe else ""
        where = f"{escape_text(place.path)}:{place.line}:{place.column}"
        yield f"{where}: {each.severity.value} {each.rule} {each.name}{cwe}"
        yield f"  {escape_text(mask_secrets(each.message))}"
        line = _line_of(texts.get(place.path, ""), place.line)
        if line:
            yield f"  {place.line:>5} | {escape_text(mask_secrets(line))}"
        yield f"  help: {each.hint}"


def _line_of(text: str, number: int) -> str:
    lines = text.split("\n")
    if 0 < number <= len(lines):
        return lines[number - 1].strip()[:160]
    return ""
