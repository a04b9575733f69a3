"""Infer the tables, types and callees that a routine uses and its project does not define."""
