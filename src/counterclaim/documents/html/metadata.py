"""What a web page says of itself: its tags, schema.org objects, times and address."""

from __future__ import annotations

import functools
import html
import json
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from lxml.html import HtmlElement

from counterclaim.model import Metadata
from counterclaim.text.language import language_code
from counterclaim.text.published import parse_published

_MOST_SCRIPTS = 50
_MOST_OBJECTS = 200
_LONGEST = 500
_SPACES = re.compile(r"\s+")
_DATE_IN_URL = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_BY = re.compile(r"(?:by|von|par|por)\s+", re.IGNORECASE)


def read_metadata(tree: HtmlElement) -> Metadata:
    """The metadata of a page; the date is EDTF text, and null when the page's statements leave it open."""
    tags = _tags(tree)
    article = next(_articles(tree), {})
    publisher = next((tag for tag in tags["publisher"] if "://" not in tag), _name(article.get("publisher")))
    url = _address(tree, tags["url"], article)
    return Metadata(
        title=_title(tree, tags["title"], article, publisher),
        publisher=publisher,
        authors=_authors(tags["authors"], article),
        published=_published(tree, tags["published"], article, url),
        url=url,
        language=_language(tree, tags["language"], article),
    )


def _tags(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of the <meta> elements by field, best first."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        )
        if content := _clean(meta.get("content")):
            found.setdefault(name.strip().lower(), []).append(content)
    return {
        field: [value for name in names for value in found.get(name, [])]
        for field, names in _vocabulary()["meta"].items()
    }


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The schema.org objects that are about the page itself."""
    scripts = (
        s for s in tree.iter("script") if (s.get("type") or "").strip().lower() == "application/ld+json"
    )
    for _, script in zip(range(_MOST_SCRIPTS), scripts, strict=False):
        try:
            waiting: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_OBJECTS):
            if not waiting:
                break
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                if _is_article(value):
                    yield value
                waiting.extend(value[key] for key in _vocabulary()["json"]["inside"] if key in value)


def _is_article(value: dict[str, Any]) -> bool:
    stated = value.get("@type")
    types = stated if isinstance(stated, list) else [stated]
    known = _vocabulary()["json"]["types"]
    return any(isinstance(one, str) and one.rsplit("/", 1)[-1] in known for one in types)


def _title(tree: HtmlElement, tags: list[str], article: dict[str, Any], publisher: str | None) -> str | None:
    headings = [text for heading in tree.iter("h1") if (text := _clean(heading.text_content()))]
    name = next((text for one in tree.iter("title") if (text := _clean(one.text_content()))), None)
    title = (
        _clean(article.get("headline"))
        or next(iter(tags), None)
        or (headings[0] if len(headings) == 1 else name)
    )
    return _without_site(title, publisher) if title else None


def _without_site(title: str, publisher: str | None) -> str:
    """`title` without the name of the site that many pages hang on it."""
    if publisher and title.casefold().endswith(publisher.casefold()):
        rest = title[: -len(publisher)].rstrip()
        if rest.endswith(("|", "-", "–", "—", "·", "•", ":", "»")):
            return rest[:-1].rstrip() or title
    return title


def _authors(tags: list[str], article: dict[str, Any]) -> tuple[str, ...]:
    stated = article.get("author")
    names = [_name(one) for one in (stated if isinstance(stated, list) else [stated])]
    found = [name for name in names if name] or [
        tag for tag in tags if not tag.startswith(("http", "/", "@"))
    ]
    return tuple(
        dict.fromkeys(_BY.sub("", name, count=1) if _BY.match(name) else name for name in found[:20])
    )


def _published(tree: HtmlElement, tags: list[str], article: dict[str, Any], url: str | None) -> str | None:
    for stated in (_clean(article.get("datePublished")), *tags):
        if stated and (when := parse_published(stated)):
            return when.edtf
    times = [time for time in tree.iter("time") if time.get("datetime")]
    marked = [t for t in times if t.get("pubdate") is not None or t.get("itemprop") == "datePublished"]
    days = {when.edtf for time in marked or times if (when := parse_published(time.get("datetime") or ""))}
    if len(days) == 1:
        return days.pop()
    match = _DATE_IN_URL.search(url or "")
    when = parse_published("-".join(match.groups())) if match else None
    return when.edtf if when else None


def _address(tree: HtmlElement, tags: list[str], article: dict[str, Any]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for address in (*links, *tags, article.get("url")):
        cleaned = _clean(address)
        if cleaned and cleaned.startswith(("http://", "https://")):
            return cleaned
    return None


def _language(tree: HtmlElement, tags: list[str], article: dict[str, Any]) -> str | None:
    root = tree.getroottree().getroot()
    stated = (root.get("lang"), root.get("xml:lang"), *tags, article.get("inLanguage"))
    return next((code for one in stated if isinstance(one, str) and (code := language_code(one))), None)


def _name(value: object) -> str | None:
    """The name of a person or organisation, as text or as an object."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _clean(value.get("name") if isinstance(value, dict) else value)


def _clean(value: object) -> str | None:
    """Text on one line; many pages escape their titles twice."""
    if not isinstance(value, str):
        return None
    return _SPACES.sub(" ", html.unescape(value[: 4 * _LONGEST])).strip()[:_LONGEST] or None


@functools.cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(
        files("counterclaim.documents").joinpath("data/html_metadata.toml").read_text("utf-8")
    )
