"""Convention rules about tables and columns, one a module."""
