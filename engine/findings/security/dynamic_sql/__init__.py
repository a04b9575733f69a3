"""Security rules about dynamic sql, one a module."""
