"""Routine text to a lossless syntax tree."""
