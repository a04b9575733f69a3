"""Commands of the pattern library, and of code that repeats."""
