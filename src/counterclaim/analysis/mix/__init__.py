"""Shift of tactics, targets, day and night, town and country; and what it says of a strategy."""
