"""Themes as data: the ones in `files/`, one a file, and those in a user's folder. `shelf.built_in` reads them."""
