"""Bias of sources: by what factor each one's figures differ from the others' for the same things."""

from counterclaim.events.bias.model import MIN_FIGURES, Bias, BiasModel, Truth, fit
from counterclaim.events.bias.statement import Statement, Thing

__all__ = ["MIN_FIGURES", "Bias", "BiasModel", "Statement", "Thing", "Truth", "fit"]
