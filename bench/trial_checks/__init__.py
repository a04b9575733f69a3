"""Checks of trials beyond a verdict."""
