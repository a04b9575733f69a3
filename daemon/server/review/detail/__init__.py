"""Everything about one unit, as a reviewer sees it."""
