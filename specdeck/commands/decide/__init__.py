"""Commands for people who review."""
