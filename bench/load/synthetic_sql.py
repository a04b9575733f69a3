"""A synthetic code base of any size, with the shapes that make real ones expensive.

Of a thousand units, 450 are routines in files of ten, 150 are tables with an index and a comment, 250 are seed rows
(thousands of statements of one name in files of 500), and 150 are redefinitions of routines in migration files.
"""

from collections.abc import Iterator
from pathlib import Path

PORTION = 1000  # units that are laid out together
SEED_ROWS = 250
SEED_TABLES = 5


def write_code_base(folder: Path, units: int) -> list[Path]:
    """Write the files of a code base with this many units, a multiple of a thousand; return the files."""
    files = [_write(folder / name, text) for part in range(units // PORTION) for name, text in _portion(part)]
    return files + [_write(folder / name, text) for name, text in _seeds(units // PORTION * SEED_ROWS)]


def edit_file(file: Path, mark: str) -> None:
    """Change one unit of a file, as a branch switch does."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("'state'", f"'state {mark}'", 1), encoding="utf-8")


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _portion(part: int) -> Iterator[tuple[str, str]]:
    for number in range(45):
        yield f"routines/m{part}/r{number}.sql", "\n".join(_routine(part, number * 10 + at, 0) for at in range(10))
    for number in range(10):
        yield f"tables/m{part}/t{number}.sql", "\n".join(_table(part, number * 5 + at) for at in range(5))
    for number in range(30):
        text = "\n".join(_routine(part % 4, number * 5 + at, part + 1) for at in range(5))
        yield f"migrations/v{part:04}_{number:02}.sql", text


def _routine(part: int, number: int, version: int) -> str:
    checks = "".join(
        f"    IF amount > {10 * at + version} THEN\n        total := total + {at};\n    END IF;\n"
        for at in range(1 + number % 5)
    )
    return (
        f"CREATE OR REPLACE FUNCTION m{part}.handle_{number}(id integer, amount numeric) RETURNS numeric\n"
        f"LANGUAGE plpgsql AS $$\nDECLARE\n    total numeric := {number};\nBEGIN\n{checks}"
        f"    UPDATE m{part}.t{number % 50} SET note = 'state', total = handle_{number}.amount\n"
        f"        WHERE t.id = handle_{number}.id;\n"
        f"    RETURN total;\nEND\n$$;\n"
    )


def _table(part: int, number: int) -> str:
    name = f"m{part}.t{number}"
    return (
        f"CREATE TABLE {name} (\n    id integer PRIMARY KEY,\n    note text NOT NULL DEFAULT 'state',\n"
        f"    total numeric(12, 2) CHECK (total >= 0)\n);\n"
        f"CREATE INDEX t{number}_note ON {name} (note);\nCOMMENT ON TABLE {name} IS 'Rows of {number}';\n"
    )


def _seeds(rows: int) -> Iterator[tuple[str, str]]:
    for start in range(0, rows, 500):
        table = start // 500 % SEED_TABLES
        lines = [
            f"INSERT INTO seed.country_{table} (id, note) VALUES ({row}, 'state');"
            for row in range(start, min(start + 500, rows))
        ]
        yield f"seeds/s{start}.sql", "\n".join(lines) + "\n"
