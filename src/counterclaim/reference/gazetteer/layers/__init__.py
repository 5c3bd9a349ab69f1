"""The layers of the gazetteer: where its places come from, one module each."""

from counterclaim.reference.gazetteer.layers.chosen import (
    UserLayers,
    file_stamp,
    packaged_layers,
    user_layers,
)
from counterclaim.reference.gazetteer.layers.packaged import OWN_COLUMNS, REGIONS, SUPPLEMENT, division_names
from counterclaim.reference.gazetteer.layers.record import DIVISIONS, Flaws, Layer, Record

TABLES = (
    "admin.tsv.gz",
    "countries.tsv",
    "geonames_features.tsv",
    "kinds.tsv",
    "same_place.tsv",
    "whosonfirst.tsv.gz",
    "whosonfirst_placetypes.tsv",
    *REGIONS,
    *SUPPLEMENT,
)

__all__ = [
    "DIVISIONS",
    "OWN_COLUMNS",
    "REGIONS",
    "SUPPLEMENT",
    "TABLES",
    "Flaws",
    "Layer",
    "Record",
    "UserLayers",
    "division_names",
    "file_stamp",
    "packaged_layers",
    "user_layers",
]
