"""Copies: units that are equal but for names, and what is nearly so."""
