"""Correctness rules about statements and variables, one a module."""
