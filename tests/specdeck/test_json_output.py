"""The `--json` output has the published shape."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from specdeck.reference.command_tree import command_entries

PUBLISHED = json.loads((Path(__file__).parents[2] / "docs" / "reference" / "json-output.json").read_text())
SQL = "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a'; CREATE TABEL x;"
SPEC = "entity: T\ntable: t\n"

COMMANDS = {
    "specdeck config check": [],
    "specdeck config show": [],
    "specdeck doctor": [],
    "specdeck init": [],
    "specdeck lift": ["a.sql"],
    "specdeck lower": ["a.yaml"],
    "specdeck prove": ["a.sql", "a.yaml"],
    "specdeck spec check": ["a.yaml", "b.yaml"],
    "specdeck spec fmt": ["a.yaml"],
    "specdeck daemon install": [],
    "specdeck daemon start": [],
    "specdeck project add": ["shop", "."],
    "specdeck project list": [],
    "specdeck events": [],
    "specdeck status": [],
    "specdeck daemon status": [],
    "specdeck project remove": ["shop", "--yes"],
    "specdeck daemon drain": [],
    "specdeck daemon restart": [],
    "specdeck daemon stop": [],
}


def test_every_command_with_json_publishes_its_shape():
    with_json = {entry.name for entry in command_entries() if any("--json" in option.opts for option in entry.options)}
    assert with_json - {"specdeck daemon logs"} == set(PUBLISHED), "the log's lines hold whatever was said"


def test_each_output_has_its_published_shape(shell):
    shell.write("a.sql", SQL)
    shell.write("a.yaml", SPEC)
    shell.write("b.yaml", "nonsense: 1\n")
    for name, arguments in COMMANDS.items():
        ran = shell.specdeck(*name.split()[1:], *arguments, "--json")
        assert ran.code in (0, 1), ran.err
        for line in ran.out.splitlines():
            jsonschema_rs.validate(PUBLISHED[name], json.loads(line))


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_each_published_schema_is_valid(name):
    assert jsonschema_rs.meta.is_valid(PUBLISHED[name])
