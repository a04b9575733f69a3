"""The measurements of bench/corpus.py."""
