"""`specdeck try`: what is tried, and how the outcome is shown."""
