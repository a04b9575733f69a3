"""The deck in a browser: the same app over textual-serve, for the user who started it."""
