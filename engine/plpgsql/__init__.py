"""Routine text to a lossless syntax tree."""

from engine.plpgsql.body import parse_body

__all__ = ["parse_body"]
