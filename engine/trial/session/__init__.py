"""A trial from its two texts to its evidence, on a running sandbox."""
