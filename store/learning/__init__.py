"""What decisions teach, how waiting units are scored, what the last cycle of learning found."""
