"""The demo in a database, and what the catalog of one says."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

import specdeck
from bench.scratch.catalog import read_catalog

SAMPLE = sorted((Path(specdeck.__file__).parent / "sample" / "db").glob("*.sql"))


@pytest.fixture(scope="session")
def catalog():
    """A function from a connection to everything the catalog says about our objects, sorted."""
    return read_catalog


class Demo(NamedTuple):
    """The demo's files, the database they made, and the errors of each."""

    files: list[Path]
    database: str
    errors: dict[str, list[str]]

    @property
    def structure(self) -> list[Path]:
        return [path for path in self.files if "seed" not in path.name]

    @property
    def seed(self) -> Path:
        return next(path for path in self.files if "seed" in path.name)


@pytest.fixture(scope="session")
def demo(postgres) -> Demo:
    """The demo as it was written, loaded once; tests leave it as they found it."""
    database = postgres.create_database()
    return Demo(SAMPLE, database, {path.name: postgres.psql(database, path) for path in SAMPLE})
