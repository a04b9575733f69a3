"""The keys of the deck: scenes, presets, personal overrides and clashes."""
