"""One version, the same everywhere."""

import tomllib
from pathlib import Path

from daemon.wire.connection import version

ROOT = Path(__file__).parents[3]


def test_the_version_on_the_wire_is_that_of_the_distribution():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == version.VERSION


def test_the_range_of_api_versions_is_one():
    assert version.API_OLDEST <= version.API_NEWEST
