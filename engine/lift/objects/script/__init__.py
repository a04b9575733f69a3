"""Lift statements that are kept in the order of their script."""
