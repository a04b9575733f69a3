"""The units of spec files, as they were last read."""

import pytest

from store.codebase import projects, proved_specs, sources
from store.codebase.proved_specs import ProvedSpec
from tests.plugins.new_database import open_new_database


@pytest.fixture
def tx(tmp_path):
    opened = open_new_database(tmp_path / "specdeck.db", clock=lambda: 1_795_000_000.0)
    with opened.write() as tx:
        yield tx
    opened.close()


def test_a_file_may_hold_many_statements_without_a_name(tx):
    project = projects.add(tx, "erp", ["/srv/erp"], "act_0").id
    source = sources.record(tx, project, "/srv/erp", "a.yaml", "spec", sources.Content("h", "module: a")).id
    queries = [ProvedSpec("query", "", f"sql-{number}", "proved", None) for number in range(3)]
    assert proved_specs.replace(tx, source, "rules", [*queries, ProvedSpec("call", "", "sql", "proved", None)]) == 4
    assert [(each.kind, each.name) for each in proved_specs.list_of_source(tx, source)] == [("call", ""), ("query", "")]
    assert proved_specs.replace(tx, source, "rules", queries[:1]) == 1
