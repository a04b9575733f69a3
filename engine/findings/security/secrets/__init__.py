"""Security rules about secrets, one a module."""
