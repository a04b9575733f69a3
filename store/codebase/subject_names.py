"""The names behind the subjects and actors of events and jobs, many in one query each."""

import json
from collections.abc import Iterable, Iterator, Mapping

from store.core.transaction import ReadView

_UNITS = "SELECT id, iif(name = '', kind, name) AS name FROM conversions WHERE id IN (SELECT value FROM json_each(?))"
_BY_NUMBER = {
    "unit": _UNITS,
    "conversion": _UNITS,
    "source": "SELECT id, path AS name FROM sources WHERE id IN (SELECT value FROM json_each(?))",
    "spec-file": "SELECT id, path AS name FROM spec_files WHERE id IN (SELECT value FROM json_each(?))",
}
_BY_ID = (
    "SELECT id, name FROM projects WHERE id IN (SELECT value FROM json_each(?))",
    "SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each(?))",
)
_PREFIXES = ("project", "person")  # before an id that has a name of its own


def find_names(view: ReadView, subjects: Iterable[str]) -> Mapping[str, str]:
    """Return the names of units, files, projects and people; what is gone or has no name is left out."""
    wanted = {subject for subject in subjects if subject}
    names = dict(_of_numbers(view, wanted))
    ids = json.dumps([_id(subject) for subject in wanted])
    for query in _BY_ID:
        for row in view.rows(query, ids):
            names |= {subject: row["name"] for subject in wanted if _id(subject) == row["id"]}
    return names


def _id(subject: str) -> str:
    """Return the id in `project:ID` or `project:ID@EVENT`; a subject that is an id already stays as it is."""
    kind, _, found = subject.partition(":")
    return found.partition("@")[0] if kind in _PREFIXES else subject


def _of_numbers(view: ReadView, subjects: set[str]) -> Iterator[tuple[str, str]]:
    for kind, query in _BY_NUMBER.items():
        numbers = [int(digits) for digits in _digits(subjects, kind)]
        if numbers:
            yield from ((f"{kind}:{row['id']}", row["name"]) for row in view.rows(query, json.dumps(numbers)))


def _digits(subjects: set[str], kind: str) -> Iterator[str]:
    for subject in subjects:
        found, _, digits = subject.partition(":")
        if found == kind and digits.isascii() and digits.isdigit() and len(digits) < 16:
            yield digits
