"""Commands about what decisions teach."""
