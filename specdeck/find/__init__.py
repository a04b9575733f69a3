"""Find units by a question or by a piece of SQL: what the command `find` needs besides the engine."""
