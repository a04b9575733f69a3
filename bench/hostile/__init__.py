"""What a hostile model does: one family of attacks a module."""
