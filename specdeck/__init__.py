"""The command: one module a group, started lazily."""
