"""A text with a fix applied."""

from engine.findings.finding import FindingFix


def fixed_text(text: str, fix: FindingFix) -> str:
    """The text after the edits of a fix; edits must not overlap."""
    for edit in sorted(fix.edits, key=lambda each: each.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
