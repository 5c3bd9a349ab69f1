"""Control asked of a record: statements, places, spells, areas and maps. Begin reading at `statements`."""
