"""Embedders: one interface for a language model on disk and for the projection that is always there."""
