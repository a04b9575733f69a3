"""The keys of the deck: which there are in each place, presets of others, one's own, and what clashes."""
