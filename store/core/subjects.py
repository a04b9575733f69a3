"""What a job is about, as the ledger and the journal name it: `source:7`, `spec-file:7`, `unit:7`, `batch:7`,
`project:ID`.

This is the one place that reads such a name. There is one way to write each, so that what is checked for a permission
is what the job is about: `source:+7`, or a seven of another script, is not a source.
"""

import re

from store.core.errors import StoreError

SOURCE = "source"
SPEC_FILE = "spec-file"
UNIT = "unit"
BATCH = "batch"
PROJECT = "project"
NUMBERED = (SOURCE, SPEC_FILE, UNIT, BATCH)
_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
_PROJECT = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class SubjectError(StoreError):
    """A text is not the name of what a job can be about."""

    code = "store.subject"


def numbered_subject(kind: str, number: int) -> str:
    """Return the name of what has a number, such as a source or a unit."""
    return f"{kind}:{number}"


def number_from_subject(subject: str, kind: str) -> int:
    """Return the number in a name of this kind; raise SubjectError if it is not exactly one."""
    found, _, digits = subject.partition(":")
    if found != kind or _NUMBER.fullmatch(digits) is None:
        raise SubjectError(f"{subject!r} is not a subject of the form {kind}:NUMBER.", f"For example {kind}:7.")
    return int(digits)


def project_from_subject(subject: str) -> tuple[str, int]:
    """Return the project that a subject names, and after which unit its page begins: `project:ID@UNIT`."""
    kind, _, name = subject.partition(":")
    project, at, after = name.partition("@")
    is_page = not at or _NUMBER.fullmatch(after) is not None
    if kind != PROJECT or _PROJECT.fullmatch(project) is None or not is_page:
        raise SubjectError(f"{subject!r} is not a subject of the form project:ID.", "`specdeck jobs list` shows some.")
    return project, int(after or 0)


def check_subject(subject: str) -> None:
    """Raise SubjectError if a subject looks like one of these kinds and is not."""
    kind = subject.partition(":")[0].strip().casefold()
    if kind in NUMBERED:
        number_from_subject(subject, kind)
    elif kind == PROJECT:
        project_from_subject(subject)
