"""Patterns that units share: mined by rules, named by a model, proved, and decided on by a person."""
