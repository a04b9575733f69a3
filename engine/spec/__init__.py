"""The typed SpecQL model, its strict reader and its stable writer."""
