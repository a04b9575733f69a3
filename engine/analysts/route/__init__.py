"""Which questions are asked, what is answered from before, and which model answers: from free to expensive."""
