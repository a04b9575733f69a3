"""The code base: projects, sources, the units found in them and their conversions."""
