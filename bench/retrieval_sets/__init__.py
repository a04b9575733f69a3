"""Questions and mutations that `bench/retrieval.py` asks with."""
