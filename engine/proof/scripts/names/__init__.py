"""Which names the statements of a script use, define and derive."""
