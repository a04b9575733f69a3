"""Mutants of a routine: the mistakes that a suite of cases should notice."""
