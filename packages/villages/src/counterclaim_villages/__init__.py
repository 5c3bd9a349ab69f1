"""Settlements of Ukraine, Yemen, Afghanistan and Nigeria, for the gazetteer of Counterclaim."""

from importlib.resources import files

TABLES = tuple(files(__name__) / "data" / f"{country}.tsv.gz" for country in ("af", "ng", "ua", "ye"))
"""Gzipped tables in the form of Counterclaim's extract of Who's On First."""
