"""The events of one side with what mix, spread and indicators need of each: tactic, target, place, whose word it is."""

from counterclaim.ask.activity.asking import Activity, activity, is_later, side_of
from counterclaim.ask.activity.columns import ACTIVITY

__all__ = ["ACTIVITY", "Activity", "activity", "is_later", "side_of"]
