"""Rules over parsed units: security, correctness, migration, convention and refactoring findings, in one pass."""
