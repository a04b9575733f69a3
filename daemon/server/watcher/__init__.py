"""Watched folders become sources and scan jobs: observe, settle, read, compare, record."""
