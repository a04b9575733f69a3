"""What happens on this machine: the deck, the demo, the daemon's log and database commands."""
