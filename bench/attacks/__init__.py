"""Pairs of texts that attack the prover, and PostgreSQL as the judge of whether they differ."""
