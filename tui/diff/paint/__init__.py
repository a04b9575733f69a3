"""How a diff is painted: lines as strips, with styles, wrapping and highlights."""
