"""The `specdeck` command."""

import os

HOUSE = ("daemon", "engine", "jobs", "specdeck", "store", "themes", "tui")
ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120 - the path is not checked yet, so pathlib could be a foreign module
