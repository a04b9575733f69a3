"""SQL to spec to SQL leaves nothing behind: PostgreSQL's own catalog says the same of both."""

from __future__ import annotations

import pytest

from engine.lift.project.compose import compose
from engine.lower.file import lower_files
from engine.source.split_file import split
from engine.spec.reader import read_spec
from engine.spec.writer import write_spec


def regenerated(*texts: str) -> str:
    """The SQL of all specs, each read again from its YAML."""
    sources = [split(text, f"db/{number}.sql") for number, text in enumerate(texts)]
    return lower_files([read_spec(write_spec(spec).text) for spec in compose(sources).specs])


@pytest.fixture(scope="module")
def both(postgres, catalog, demo):
    """The catalogs of the demo's structure as it was written and as it was regenerated."""
    original, again = postgres.create_database(), postgres.create_database()
    for path in demo.structure:
        postgres.psql(original, path)
    errors = postgres.psql(again, regenerated(*(path.read_text() for path in demo.structure)))
    with postgres.connect(original) as first, postgres.connect(again) as second:
        return errors, catalog(first), catalog(second)


def test_the_regenerated_demo_loads_without_an_error(both):
    errors, _, _ = both
    assert errors == []


TOPICS = [
    "schemas", "relations", "columns", "inheritance", "constraints", "indexes", "triggers", "event triggers", "views",
    "types", "sequences", "routines", "policies", "default privileges", "comments",
]  # fmt: skip


@pytest.mark.parametrize("topic", TOPICS)
def test_the_catalog_of_the_demo_is_the_same(both, topic):
    _, original, again = both
    assert original[topic]
    assert again[topic] == original[topic]
