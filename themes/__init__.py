"""Themes as data: the built-in ones in `files/`, and those in a user's folder. `theme_catalog` loads them."""
