"""Who holds each place, since when, how firmly, according to whom. Begin reading at `statements` and `filter`."""
