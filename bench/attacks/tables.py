"""Attacks by tables: clauses, constraints, types, options, and where and in which order they are given."""

import random
from collections.abc import Callable, Iterator

from attacks.pair import Pair
from attacks.texts import read_lists

CALLS = (
    "INSERT INTO t1 (a, b) VALUES (1, 2)", "INSERT INTO t1 (a, b) VALUES (-1, -2)", "INSERT INTO t1 DEFAULT VALUES",
)  # fmt: skip
WORDS = read_lists("tables")


def table_pairs(chance: random.Random) -> Iterator[Pair]:
    """One table beside several that were changed in one thing."""
    columns = [_column(chance, name) for name in ("a", "b")]
    parts = chance.sample(WORDS["parts"], chance.choice((0, 0, 1, 2)))
    ending = chance.choice(WORDS["endings"]) if chance.random() < 0.3 else ""
    original = _table(columns, parts, ending)
    for _ in range(6):
        kind, edit = chance.choice(EDITS)
        changed = _table(*edit(chance, [list(column) for column in columns], list(parts), ending))
        if changed != original:
            yield Pair(f"table: {kind}", original, changed, CALLS, objects=True)


def _column(chance: random.Random, name: str) -> list[str]:
    kind = chance.choice(WORDS["types"]) if chance.random() < 0.4 else "int"
    return [name, kind, *chance.sample(WORDS["clauses"], chance.choice((0, 1, 1, 2, 3)))]


def _table(columns: list[list[str]], parts: list[str], ending: str) -> str:
    return f"CREATE TABLE t1 ({', '.join([*(' '.join(column) for column in columns), *parts])}) {ending}"


Table = tuple[list[list[str]], list[str], str]


def _shuffle(chance: random.Random, columns: list[list[str]], parts: list[str], ending: str) -> Table:
    """The clauses of a column, the constraints of the table, or the columns in another order."""
    chosen = chance.choice(columns)
    match chance.randrange(3):
        case 0:
            chosen[2:] = chance.sample(chosen[2:], len(chosen) - 2)
        case 1:
            chance.shuffle(parts)
        case _:
            columns.reverse()
    return columns, parts, ending


def _hoist(chance: random.Random, columns: list[list[str]], parts: list[str], ending: str) -> Table:
    """A clause of a column as a constraint of the table."""
    for column in columns:
        for clause in column[2:]:
            hoisted = _hoisted(column[0], clause)
            if hoisted and chance.random() < 0.7:
                column.remove(clause)
                parts.insert(chance.randint(0, len(parts)), hoisted)
                return columns, parts, ending
    return columns, parts, ending


def _hoisted(name: str, clause: str) -> str:
    named = clause.startswith("CONSTRAINT")
    head, body = (" ".join(clause.split()[:2]) + " ", " ".join(clause.split()[2:])) if named else ("", clause)
    if body.startswith("CHECK"):
        return head + body
    if body.startswith("REFERENCES"):
        return f"{head}FOREIGN KEY ({name}) {body}"
    for word in ("PRIMARY KEY", "UNIQUE"):
        if body == word or body in {f"{word} DEFERRABLE", f"{word} WITH (fillfactor = 70)"}:
            return f"{head}{word} ({name}){body.removeprefix(word)}"
    return ""


def _change_clause(chance: random.Random, columns: list[list[str]], parts: list[str], ending: str) -> Table:
    column = chance.choice(columns)
    at = chance.randint(2, len(column))
    column[at : at + chance.choice((0, 1))] = chance.choice(
        ([], [chance.choice(WORDS["clauses"])], ["NULL"], ["NOT NULL"])
    )
    return columns, parts, ending


def _change_type(chance: random.Random, columns: list[list[str]], parts: list[str], ending: str) -> Table:
    chance.choice(columns)[1] = chance.choice(WORDS["types"])
    return columns, parts, ending


def _change_part(chance: random.Random, columns: list[list[str]], parts: list[str], ending: str) -> Table:
    at = chance.randint(0, len(parts))
    parts[at : at + chance.choice((0, 1))] = [chance.choice(WORDS["parts"])]
    return columns, parts, ending


def _change_ending(chance: random.Random, columns: list[list[str]], parts: list[str], ending: str) -> Table:  # noqa: ARG001
    return columns, parts, chance.choice(WORDS["endings"])


Edit = Callable[[random.Random, list[list[str]], list[str], str], Table]
EDITS: tuple[tuple[str, Edit], ...] = (
    ("order", _shuffle),
    *(("hoisted", _hoist),) * 2,
    *(("a clause", _change_clause),) * 2,
    ("a type", _change_type),
    ("a constraint", _change_part),
    ("an ending", _change_ending),
)
