"""Themes as data, and their loader."""
