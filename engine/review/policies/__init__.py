"""Policies of projects: what is required before a spec is approved, and why."""
