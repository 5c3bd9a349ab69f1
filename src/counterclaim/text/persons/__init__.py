"""Names of private persons in a text: of victims, witnesses, suspects and whoever else holds no office.

A name is told by what stands in it and around it: given names, titles, ages, kinship and trades, endings. What an office, a
command or a body claims for itself ("Defence Minister ...", "... Brigades") is no private person's. The words by which
that is told are in ``data/persons.toml`` and the lists of given names beside it.

``lists``     those words
``words``     the words of a text, and what kind each is
``runs``      stretches of words that can be a name
``around``    what stands before and behind a name
``judging``   whether a name is a private person's
``finding``   all of it together, once over the text: time grows with the length alone
"""

from counterclaim.text.persons.finding import persons
from counterclaim.text.persons.judging import Named
from counterclaim.text.persons.lists import fold, given_names

__all__ = ["Named", "fold", "given_names", "persons"]
