"""The SQL that patterns stand for: one module a pattern, whose FORMS hold the ways in which code writes it."""
