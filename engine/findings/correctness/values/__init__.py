"""Correctness rules about values and conditions, one a module."""
