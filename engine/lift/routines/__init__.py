"""Routines."""
