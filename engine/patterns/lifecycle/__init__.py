"""Patterns of how a row lives: its states, its end, its time."""
