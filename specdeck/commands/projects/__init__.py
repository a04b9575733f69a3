"""Commands that manage projects, their members and their rules."""
