"""How far apart in days and kilometres two events may be, and be one."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.errors import UsageError

_MOST_DAYS, _MOST_KM = 60, 500.0


@dataclass(frozen=True, slots=True)
class Windows:
    """Days between the intervals of two events, and km between the edges of the areas that they can lie in.

    Raises:
        UsageError: one is negative, or so large that everything would be near everything.
    """

    days: int = 1
    km: float = 10.0

    def __post_init__(self) -> None:
        if not 0 <= self.days <= _MOST_DAYS:
            raise UsageError(f"a window of {self.days} days cannot be; it is from 0 to {_MOST_DAYS}")
        if not 0 <= self.km <= _MOST_KM:
            raise UsageError(f"a window of {self.km:g} km cannot be; it is from 0 to {_MOST_KM:g}")
