"""Rules of the correctness category, one a module."""
