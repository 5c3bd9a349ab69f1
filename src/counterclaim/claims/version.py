"""Which reader made a claim."""

EXTRACTOR = "rules/7"
"""Name and version of this reader; a record reads a document again when it changes."""
