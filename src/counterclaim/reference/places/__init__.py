"""Toponyms of a text to places."""
