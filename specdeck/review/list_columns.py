"""The columns of `review list`, by the words of queries."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePath

from daemon.wire.inbox import InboxItem
from specdeck.cli.output import format_percent
from specdeck.errors import CommandError

DEFAULT = "id,state,verdict,coverage,risk,name"


def _name(item: InboxItem) -> str:
    name = item.name or f"{item.kind} in {PurePath(item.source).name}"  # a statement that creates no object
    if item.statements:
        name += f" (+{item.statements} statement{'s' if item.statements > 1 else ''})"
    if item.earlier:
        name += f" (+{item.earlier} earlier)"
    return name


def _state(item: InboxItem) -> str:
    return f"{item.state}, edited" if item.edited else item.state


def _confidence(item: InboxItem) -> str | None:
    return None if item.confidence is None else format_percent(item.confidence)


COLUMNS: Mapping[str, tuple[str, Callable[[InboxItem], object]]] = {
    "id": ("id", lambda item: item.id),
    "state": ("state", _state),
    "verdict": ("verdict", lambda item: "error" if item.fault else item.verdict),
    "coverage": ("covered", lambda item: format_percent(item.coverage)),
    "risk": ("risk", lambda item: item.risk or None),
    "name": ("unit", _name),
    "kind": ("kind", lambda item: item.kind),
    "lane": ("lane", lambda item: item.lane),
    "confidence": ("confidence", _confidence),
    "approvals": ("yes", lambda item: f"{len(item.approvals)}/{item.needed}"),
    "changed": ("changed", lambda item: item.changed),
    "asked": ("asked", lambda item: item.asked or None),
    "source": ("file", lambda item: item.source),
    "lines": ("lines", lambda item: item.lines),
    "raw": ("raw", lambda item: item.raw),
    "entity": ("entity", lambda item: item.entity),
    "author": ("author", lambda item: item.author),
    "proposals": ("proposed", lambda item: item.proposals),
    "comments": ("comments", lambda item: item.comments),
    "alike": ("alike", lambda item: item.alike),
}


def parse_columns(text: str) -> Sequence[str]:
    """Return the columns of a list separated by commas."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in COLUMNS:
            raise CommandError("command.unknown_column", f"There is no column `{name}`.", _hint(name))
    return names or DEFAULT.split(",")


def _hint(name: str) -> str:
    near = get_close_matches(name, COLUMNS, n=1, cutoff=0.5)
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"The columns are {', '.join(COLUMNS)}."


def headings(names: Sequence[str]) -> list[str]:
    """Return the headings of these columns."""
    return [COLUMNS[name][0] for name in names]


def cells(names: Sequence[str], item: InboxItem) -> list[object]:
    """Return the cells of a unit in these columns."""
    return [COLUMNS[name][1](item) for name in names]
