"""Lift the statements of a body to steps, one module a family."""
