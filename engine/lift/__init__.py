"""SQL to spec, with links."""
