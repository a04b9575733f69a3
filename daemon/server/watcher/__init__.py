"""Watched folders become sources and scan jobs: observe, debounce, read, compare, record."""
