"""What bench/corpus.py measures, and how."""
