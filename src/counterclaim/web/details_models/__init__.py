"""The shapes of the answers about one thing, as OpenAPI describes them."""

from counterclaim.web.details_models.about import AboutAnswer
from counterclaim.web.details_models.actors import ActorAnswer
from counterclaim.web.details_models.documents import DocumentAnswer
from counterclaim.web.details_models.events import EventAnswer
from counterclaim.web.details_models.origins import OriginsAnswer
from counterclaim.web.details_models.places import PlaceAnswer
from counterclaim.web.details_models.shape import Shape
from counterclaim.web.details_models.sources import SourceAnswer

__all__ = [
    "AboutAnswer",
    "ActorAnswer",
    "DocumentAnswer",
    "EventAnswer",
    "OriginsAnswer",
    "PlaceAnswer",
    "Shape",
    "SourceAnswer",
]
