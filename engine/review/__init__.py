"""What a person's word does: who may say it, what it changes, and how it is taken back."""
