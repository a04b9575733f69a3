"""What analysts say of units beside the changes that they propose."""
