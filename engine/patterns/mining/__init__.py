"""Repeated code that no pattern explains, generalised to candidates for the library."""
