"""Commands that show what a code base holds and what is wrong in it."""
