"""Text before it is read as statements: decoding, scanning, marks of templates, what cannot be read."""
