"""Patterns that units share and the library lacks: mined by rules, named by a model, proved, and decided by a person."""
