"""Tables of capture patterns that others have published, with what they found."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.analysis.undercount import Lists


def table(lists: int, counts: Sequence[int]) -> Lists:
    """Counts in the order of the patterns 1...1, 1...10, down to 0...01."""
    patterns = [[int(digit) for digit in f"{number:0{lists}b}"] for number in range(2**lists - 1, 0, -1)]
    return Lists.of("ABCDEF"[:lists], zip(patterns, counts, strict=True))


def masks(*interactions: str) -> frozenset[int]:
    """A model from the names of the lists of its interactions: ``masks("AB", "AC")``."""
    return frozenset(sum(1 << "ABCDEF".index(name) for name in one) for one in interactions)


DARROCH = table(3, (72, 155, 7, 71, 13, 53, 43))
"""Census dress rehearsal of 1988, stratum R3 (Darroch et al. 1993), as in Rivest 2011 and the tests of Rcapture."""

DIABETES = table(4, (58, 157, 18, 104, 46, 650, 12, 709, 14, 20, 7, 74, 8, 182, 10))
"""Diabetes in Casale Monferrato (Bruno et al. 1994), as in Rivest 2011 and the tests of Rcapture."""

ACCIDENTS = table(3, (72, 5, 29, 54, 24, 3, 14))
"""Fatal accidents at work (Cormack, Chang and Smith 2000, table 3b), as in the tests of Rcapture."""

SEBER = table(2, (167, 781, 254))
"""Seber 1982, page 107, as in the examples of Rcapture."""

HEPATITIS = table(3, (28, 21, 17, 69, 18, 55, 63))
"""An outbreak of hepatitis A in a college in Taiwan, 1995 (Chao et al. 2001): serum tests, hospitals, epidemiologists."""

SPINA_BIFIDA = Lists(("A", "B", "C"), (0, 60, 49, 4, 247, 112, 142, 12))
"""Three registers in upstate New York (Madigan and York 1997), as in the tests of dga."""
