"""Commands that ask models, and their cost."""
