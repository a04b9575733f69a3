"""Patterns of values that follow from others."""
