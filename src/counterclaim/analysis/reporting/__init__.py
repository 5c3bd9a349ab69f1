"""How many reports and sources are behind each period, and what reports that are still to come would add."""
