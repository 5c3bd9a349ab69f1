"""Reference data: places, actors, countries and event types."""
