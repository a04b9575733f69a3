"""Scratch databases of a PostgreSQL server that only a bench uses, and what their catalogs say."""
