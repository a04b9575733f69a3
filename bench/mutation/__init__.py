"""Edits of SQL texts, and the list of those that change nothing. Shares no code with the prover."""
