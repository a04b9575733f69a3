"""Security rules about handling, one a module."""
