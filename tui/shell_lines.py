"""The shell command that does the same as an action, as data; a word in braces is filled by the screen."""

import shlex
from collections.abc import Mapping

SHELL_LINES: Mapping[str, str] = {
    "go.inbox": "specdeck review list {project}",
    "go.jobs": "specdeck jobs list",
    "go.projects": "specdeck project list",
    "go.journal": "specdeck events",
    "journal.filter": "specdeck audit search --subject {subject}",
    "inbox.filter": "specdeck review list {project} --where {where}",
    "inbox.order": "specdeck review list {project} --sort {sort}",
    "rows.open": "specdeck review show {unit}",
    "jobs.state": "specdeck jobs list --state {state}",
    "jobs.retry": "specdeck jobs retry {job}",
    "jobs.cancel": "specdeck jobs cancel {job}",
    "jobs.pause": "specdeck jobs pause {scope}",
}


def shell_line(action: str, words: Mapping[str, str]) -> str:
    """The command, quoted for a shell. What is not known stays as a name in capitals; an option without one goes."""
    parts = SHELL_LINES.get(action, "").split()
    for place, part in enumerate(parts):
        if part.startswith("--") and not words.get(parts[place + 1].strip("{}")):
            parts = parts[:place]
            break
    return " ".join(_filled(part, words) for part in parts)


def _filled(part: str, words: Mapping[str, str]) -> str:
    if not part.startswith("{"):
        return part
    name = part.strip("{}")
    return shlex.quote(words[name]) if words.get(name) else name.upper()
