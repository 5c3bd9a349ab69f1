"""Answers on control, JSON-ready: a place with its history, changes, areas, disagreements."""

from counterclaim.ask.control.answers.areas import area_answer, days_between
from counterclaim.ask.control.answers.disagreement import WITHIN, agreement_rows, disagreement_rows
from counterclaim.ask.control.answers.place import place_answer
from counterclaim.ask.control.answers.rows import statement_row
from counterclaim.ask.control.answers.spells import change_rows

__all__ = [
    "WITHIN",
    "agreement_rows",
    "area_answer",
    "change_rows",
    "days_between",
    "disagreement_rows",
    "place_answer",
    "statement_row",
]
