"""Rules of the refactor category, one a module."""
