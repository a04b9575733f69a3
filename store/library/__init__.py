"""The pattern library: stored patterns with their versions."""
