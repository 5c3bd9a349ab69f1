"""Text: sentences, numbers, dates, names and language, knowing nothing of claims."""
