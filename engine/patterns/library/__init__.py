"""The pattern library: primitives, domain patterns and entity templates with typed parameters."""
