"""Decisions from their request to their record: one, many, and the portions of many."""
