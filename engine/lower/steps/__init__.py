"""One module a family of step kinds: its WRITERS hold a function for each kind of step."""

from engine.discovery import discover
from engine.lower.step import lower_step

for _writers in discover(__name__, "WRITERS", dict):
    for _kind, _writer in _writers.items():
        lower_step.register(_kind, _writer)
