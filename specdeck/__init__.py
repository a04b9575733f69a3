"""The command: one module a group, started lazily."""

import os

HOUSE = ("daemon", "engine", "jobs", "specdeck", "store", "themes", "tui")
ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120 - pathlib would be imported from a path not yet checked
