"""Which reader made a claim."""

EXTRACTOR = "rules/8"
"""Name and version of this reader; a record reads a document again when it changes."""
