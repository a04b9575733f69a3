"""Parse the text of a routine to a lossless syntax tree."""

from engine.plpgsql.body import parse_body
from engine.plpgsql.sql_body import parse_atomic_body, parse_sql_body

__all__ = ["parse_atomic_body", "parse_body", "parse_sql_body"]
