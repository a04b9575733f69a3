"""Patterns of how work is done."""
