"""What a call costs: prices by model and date, and integer arithmetic on billionths of a dollar."""
