"""Rules of the security category, one a module."""
