"""What the review commands share: the units they name, sending decisions, editing and the plain-text session."""
