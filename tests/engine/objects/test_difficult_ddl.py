"""The difficult corners of DDL survive SQL → spec → SQL, judged by PostgreSQL's catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.lift.project.compose import compose
from engine.lower.file import lower_files
from engine.source.split_file import split
from engine.spec.reader import read_spec
from engine.spec.writer import write_spec

DDL = sorted((Path(__file__).parent / "ddl").glob("*.sql"))


def regenerated(path: Path) -> str:
    """The SQL of the file's specs, each read again from its YAML."""
    specs = [read_spec(write_spec(spec).text) for spec in compose([split(path.read_text(), path.name)]).specs]
    return lower_files(specs)


@pytest.mark.parametrize("path", DDL, ids=[path.stem for path in DDL])
def test_the_catalog_says_the_same(postgres, catalog, path):
    original, again = postgres.create_database(), postgres.create_database()
    assert postgres.psql(original, path) == []
    assert postgres.psql(again, regenerated(path)) == []
    with postgres.connect(original) as first, postgres.connect(again) as second:
        written, made = catalog(first), catalog(second)
    differing = [topic for topic in written if made[topic] != written[topic]]
    assert {topic: made[topic] for topic in differing} == {topic: written[topic] for topic in differing}
