"""Security rules about access, one a module."""
