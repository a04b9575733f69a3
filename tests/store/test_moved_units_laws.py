"""However units are added, removed, moved, copied and changed, their history is not lost."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import store
from store.codebase import conversions
from tests.plugins.new_database import open_new_database
from tests.store.test_moved_units import Project, finding

NAMES = ("f()", "g()")
contents = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["SELECT 1", "SELECT 2"]))
reads = st.tuples(st.sampled_from(["a.sql", "b.sql", "c.sql"]), contents)
steps = st.lists(reads | st.tuples(st.just("approve"), st.integers(0, 5)), max_size=14)


class Files:
    """Three files as they are, and what people said of which unit."""

    def __init__(self, project):
        self.project = project
        self.sources = {"a.sql": project.a, "b.sql": project.b, "c.sql": project.file("c.sql")}
        self.there = {path: {} for path in self.sources}
        self.said = {}

    def read(self, path, content):
        self.there[path] = content
        self.project.convert(self.sources[path], *(finding(name, sql) for name, sql in content.items()))

    def approve(self, pick):
        units = self.units()
        if units:
            unit = units[pick % len(units)]
            self.project.approve(unit.id)
            self.said[unit.id] = unit.name

    def units(self):
        return [
            unit for source in self.sources.values() for unit in conversions.list_of_source(self.project.tx, source)
        ]


@pytest.fixture(scope="module")
def opened():
    with tempfile.TemporaryDirectory() as folder:
        found = open_new_database(Path(folder) / "specdeck.db", clock=lambda: 1_795_000_000.0)
        yield found
        found.close()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps)
def test_every_definition_is_one_unit_and_its_history_stays_with_its_name(opened, script):
    with opened.write() as tx:
        try:
            _play(Files(Project(tx)), script)
        finally:
            tx.execute("DELETE FROM projects")


def _play(files, script):
    for step in script:
        if step[0] == "approve":
            files.approve(step[1])
        else:
            files.read(*step)
        units = files.units()
        assert sorted((unit.name, unit.sql) for unit in units) == sorted(_defined(files))
        for name in NAMES:
            spoken = {unit for unit, of in files.said.items() if of == name}
            here = [unit.id for unit in units if unit.name == name]
            # Nothing that was said waits while a definition is there of which nobody said anything.
            assert spoken <= set(here) or set(here) <= spoken
        kept = {row["id"]: row["name"] for row in files.project.tx.rows("SELECT id, name FROM conversions")}
        assert files.said.items() <= kept.items()


def _defined(files):
    found = [(name, sql) for content in files.there.values() for name, sql in content.items()]
    return [(name, store.core.texts.hash_of(sql)) for name, sql in found]
