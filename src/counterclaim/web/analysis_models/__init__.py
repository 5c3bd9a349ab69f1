"""The shapes of the answers to questions over many events, as OpenAPI describes them."""

from counterclaim.web.analysis_models.change import ChangeAnswer
from counterclaim.web.analysis_models.compare import CompareAnswer
from counterclaim.web.analysis_models.forecast import ForecastAnswer
from counterclaim.web.analysis_models.indicators import IndicatorsAnswer
from counterclaim.web.analysis_models.mix import MixAnswer
from counterclaim.web.analysis_models.spread import SpreadAnswer
from counterclaim.web.analysis_models.tally import TallyAnswer

__all__ = [
    "ChangeAnswer",
    "CompareAnswer",
    "ForecastAnswer",
    "IndicatorsAnswer",
    "MixAnswer",
    "SpreadAnswer",
    "TallyAnswer",
]
