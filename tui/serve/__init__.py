"""The deck in a browser: the same app, over textual-serve, for the one person who started it."""
