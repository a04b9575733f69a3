"""Convention rules about names, one a module."""
