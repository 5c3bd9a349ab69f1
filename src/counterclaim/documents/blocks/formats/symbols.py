"""Numbers of pages and of documents that stand alone on a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.model import Role

_PAGE = re.compile(
    r"[-–—]\s?\d{1,4}\s?[-–—]|\[?(?:page|p\.|seite|página|pagina|стр\.|с\.|صفحة)\s?\d{1,4}(?:\s(?:of|de|von|/)\s\d{1,4})?\]?",
    re.I,
)
_JOB_NUMBER = re.compile(
    r"\*\d{5,12}\*|\d{2}-\d{4,6}(?:\s\([A-Z]\))(?:\s+\d{6}){0,3}(?:\s/?\.{3})?(?:\s+\*\d{5,12}\*)?|\d{2}-\d{5}(?:\s+\*\d{5,12}\*)?"
    r"|\d{1,3}\s+\d{2}-\d{5}|\d{2}-\d{5}\s+\d{1,3}(?:/\d{1,3})?"
    r"|[A-Z]{1,5}(?:/[A-Z\d][A-Z\d.]{0,12}){1,5}/\d{1,5}(?:[–-][A-Z]/\d{4}/\d{1,5})?(?:/[A-Z][a-z]{2,4}\.\d{1,3})?"
)


def symbols(texts: Sequence[str]) -> dict[int, Role]:
    """Roles of lines such as "- 2 -", "Page 3 of 9", "24-11873 (E)", "*2411873*" and "S/2004/882"."""
    return {
        index: Role.FURNITURE
        for index, text in enumerate(texts)
        if len(text) <= 60 and (_PAGE.fullmatch(text) or _JOB_NUMBER.fullmatch(text))
    }
