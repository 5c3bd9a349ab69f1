"""Charts of what was counted: one look, saved as HTML that needs no network, SVG or PNG."""

from counterclaim.analysis.plots.saving import ENDINGS, save
from counterclaim.analysis.plots.theme import COLOURS, HEIGHT, WIDTH, theme

__all__ = ["COLOURS", "ENDINGS", "HEIGHT", "WIDTH", "save", "theme"]
