"""Which language a text is written in."""

from __future__ import annotations

import functools
import re
from collections import defaultdict

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_MOST = 4000
"""Characters that decide: more do not change the answer."""
_FEWEST_LETTERS = 20
_SURE = 0.8
_NO_LANGUAGE = frozenset({"zxx", "und", "mul"})
_PART_OF = {"ary": "ar", "arz": "ar", "sdh": "ku", "uzs": "uz"}
"""Languages of the model that are parts of another of it (ISO 639-3 macrolanguages)."""
_CODE = re.compile(r"[a-z]{2,3}")


def detect(text: str) -> str | None:
    """ISO 639 code of the language of `text`, null when it is too short or the model is not sure (80 %).

    The model is that of langid.py (Lui and Baldwin, 2012) as trained for py3langid; it sees the beginning of
    a text and, of a longer one, its middle.
    """
    sample = _sample(text)
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    code, share = max(language_shares(sample).items(), key=lambda one: one[1])
    return None if share < _SURE or code in _NO_LANGUAGE else code


def language_shares(text: str) -> dict[str, float]:
    """How probable each language is, by its ISO 639 code; the shares add up to 1."""
    sample = _sample(text)
    if sum(map(str.isupper, sample)) > 0.5 * len(sample):
        sample = sample.lower()
    shares: defaultdict[str, float] = defaultdict(float)
    for code, share in _identifier().rank(sample):
        shares[_PART_OF.get(code, code)] += share
    return shares


def language_code(tag: str | None) -> str | None:
    """The ISO 639 code that a language tag (BCP 47) begins with (``en`` of ``en-GB``), null without one."""
    if not tag:
        return None
    code = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return code if _CODE.fullmatch(code) and code not in _NO_LANGUAGE else None


def _sample(text: str) -> str:
    if len(text) <= _MOST:
        return text
    middle = len(text) // 2
    return text[: _MOST // 2] + "\n" + text[middle : middle + _MOST // 2]


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
