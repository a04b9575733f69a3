"""Rules of the convention category, one a module."""
