"""What follows from counts: tallies, rates with their intervals, and comparisons in words that may be printed."""
