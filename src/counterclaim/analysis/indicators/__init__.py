"""What speaks of a group's return: figures side by side, each with its interval, and never added up."""
