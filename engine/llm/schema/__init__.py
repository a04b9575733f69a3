"""The restricted JSON schema of answers: what it may say, its grammar, and the check of an answer."""
