"""Findings on the deck: their columns, and what the panel shows of one."""
