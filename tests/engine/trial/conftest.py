"""One sandbox a test process; every test makes its own databases in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.trial.sandbox.sandbox import running_sandbox
from engine.trial.schema.load_schema import load_schema
from engine.trial.schema.read_schema import read_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.trial.sandbox.sandbox import Sandbox

sys.path.append(str(Path(__file__).parents[3] / "bench"))  # the probes are shared with bench/sandbox.py


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox() as running:
        yield running


@pytest.fixture
def database(sandbox) -> Iterator[str]:
    name = sandbox.create_database()
    yield name
    sandbox.drop_database(name)


@pytest.fixture
def connection(sandbox, database):
    with sandbox.connect(database) as opened:
        yield opened


@pytest.fixture
def load(sandbox):
    """Load some statements and return the database with its schema."""
    databases = []

    def loaded(*statements: str):
        result = load_schema(sandbox, statements)
        databases.append(result.database)
        with sandbox.connect(result.database) as opened:
            return result, read_schema(opened)

    yield loaded
    for each in databases:
        sandbox.drop_database(each)
