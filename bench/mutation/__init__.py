"""Edits of SQL texts, and the list of edits that change nothing. Shares no code with the prover."""
