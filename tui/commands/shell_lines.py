"""The shell command that does the same as an action, as data; a word in braces is filled by the screen."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Words: TypeAlias = Mapping[str, str | Sequence[str]]
"""What a screen is about, by name: one word, or several."""

CHOSEN = "{units} --where {where_chosen} --project {project}"
ALIKE = "--where {where_alike} --project {project}"

SHELL_LINES: Mapping[str, str] = {
    "go.inbox": "specdeck review list --project {project}",
    "go.jobs": "specdeck jobs list",
    "go.projects": "specdeck project list",
    "go.journal": "specdeck events",
    "go.activity": "specdeck activity",
    "journal.filter": "specdeck audit search --subject {subject}",
    "inbox.filter": "specdeck review list --where {where} --project {project}",
    "inbox.order": "specdeck review list --where {where} --sort {sort} --project {project}",
    "inbox.approve": f"specdeck review approve {CHOSEN}",
    "inbox.reject": f"specdeck review reject {CHOSEN} --reason REASON",
    "inbox.skip": f"specdeck review skip {CHOSEN}",
    "inbox.flag": f"specdeck review flag {CHOSEN} --to NAME",
    "inbox.comment": "specdeck review comment {unit} TEXT",
    "inbox.undo": "specdeck review undo --project {project}",
    "inbox.redo": "specdeck review redo --project {project}",
    "inbox.save_view": "specdeck review view save NAME --where {where} --sort {sort} --project {project}",
    "inbox.rename_view": "specdeck review view rename {view} NEW --project {project}",
    "inbox.forget_view": "specdeck review view remove {view} --project {project}",
    "review.approve": "specdeck review approve {unit} --proposal {proposal} --waive {waive}",
    "review.reject": "specdeck review reject {unit} --proposal {proposal} --reason REASON",
    "review.edit": "specdeck review edit {unit}",
    "review.edit_outside": "specdeck review edit {unit}",
    "review.skip": "specdeck review skip {unit}",
    "review.flag": "specdeck review flag {unit} --to NAME",
    "review.comment": "specdeck review comment {unit} TEXT --line {line}",
    "review.merge": "specdeck review merge {unit} --proposal {proposal}",
    "review.approve_alike": f"specdeck review approve {ALIKE}",
    "review.reject_alike": f"specdeck review reject {ALIKE} --reason REASON",
    "review.undo": "specdeck review undo --project {project}",
    "review.redo": "specdeck review redo --project {project}",
    "review.why": "specdeck review show {unit}",
    "review.proposals": "specdeck review show {unit}",
    "review.history": "specdeck review show {unit}",
    "rows.open": "specdeck review show {unit}",
    "jobs.state": "specdeck jobs list --state {state}",
    "jobs.retry": "specdeck jobs retry {job}",
    "jobs.cancel": "specdeck jobs cancel {job}",
    "jobs.pause": "specdeck jobs pause {scope}",
}


def shell_line(action: str, words: Words, daemon: Sequence[str] = ()) -> str:
    """The command, quoted for a shell, with the options that lead to the same daemon; empty where there is none.

    What the screen does not know stays as a name in capitals. An option without its word goes, and so does an empty
    list.
    """
    line = SHELL_LINES.get(action)
    return " ".join([*_filled(line.split(), words), *map(shlex.quote, daemon)]) if line else ""


def _filled(parts: Sequence[str], words: Words) -> Iterator[str]:
    for before, part in zip(("", *parts), parts, strict=False):
        name = part.strip("{}")
        if part.startswith("--") or name == part:
            if not _is_left_out(part, parts, words):
                yield part
        elif words.get(name):
            yield _quoted(words[name])
        elif words.get(name) != () and not before.startswith("--"):
            yield name.upper()


def _is_left_out(part: str, parts: Sequence[str], words: Words) -> bool:
    """Whether it is an option whose word is missing."""
    value = parts[parts.index(part) + 1] if part.startswith("--") else part
    return value.startswith("{") and not words.get(value.strip("{}"))


def _quoted(word: str | Sequence[str]) -> str:
    return shlex.quote(word) if isinstance(word, str) else shlex.join(word)
