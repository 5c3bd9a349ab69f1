"""What the surface of a unit says, before its neighbours are looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.documents.blocks.bylines import is_byline
from counterclaim.documents.blocks.captions import is_caption, is_credit
from counterclaim.documents.blocks.citations import count_citations
from counterclaim.documents.blocks.lexicon import Label, Lexicon, bare, fold
from counterclaim.documents.blocks.lines import Unit, ends_sentence
from counterclaim.documents.blocks.markup import is_links
from counterclaim.documents.blocks.menus import has_leader, is_control, is_row_of_links

_LOOKED_AT = 600
_END_MARK = re.compile(r"--|-+\s*30\s*-+|#\s?#\s?#\s?#?|\*\s?\*\s?\*|-+\s*ends\s*-+", re.I)
_RULE = re.compile(r"[-_=*~#+.•·—–\s]{3,}")
_LINK = re.compile(r"https?://|hxxps?|www\.|\S@\S+\.\S|\w(?:\[\.\]|\(\.\)|\s\[?dot\]?\s)\w{2,}", re.I)
_CHANGED = re.compile(
    r"[\[(*_]{0,2}(?:changed|amended|corrected|updated|edited|revised|altered|clarified)(?:\sby\s\S{1,30})?"
    r"(?:\s(?:on|at)?\s?[\w.,:]{1,10}){0,5}\s?[:–-]\s",
    re.I,
)
_ITEM = re.compile(r"(?:[-*•·–—▪●◦‣]|\(?\d{1,3}(?:\.\d{1,2}){0,3}[.):]?|\(?[A-Za-z][.)])\s+")
_ENTRY = re.compile(
    r"\[(?:\d{1,3}|[ivxl]{1,6}|[a-z])\]|[\^↑⁰¹²³⁴-⁹]|(?:[a-z]|[ivxl]{2,6})[.)]\s|\(\w{1,3}\)\s"
    r"|\*{1,4}\s?\w|[†‡§]|\d{1,3}[.)]?\s"
)
_CLOCK = r"\(?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?\)?"
_ZONE = r"(?:\s?\(?(?:GMT|UTC|[A-Z]{1,3}[SD]?T|hrs?|local(?:\stime)?)(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?\)?)?"
_AGE = r"\d{1,3}\s?(?:h(?:ou)?r?s?|m(?:in(?:ute)?s?)?|d(?:ays?)?)\s(?:\d{1,2}\s?m(?:in)?s?\s)?ago"
_STAMP = re.compile(
    rf"(?:(?:posted|updated|published|sent|at|today|yesterday)[\s,:]{{1,2}}){{0,3}}(?:{_AGE}[\s,(]{{1,2}})?"
    rf"{_CLOCK}{_ZONE}(?:[\s,]{{1,2}}\(?{_AGE}\)?)?",
    re.I,
)
_NUMBER = re.compile(r"[\d\s.,/\\|()×-]+[%KkMm]?")
_ROWS_SHOWN = re.compile(
    r"(?:list|item)\s\d{1,2}\sof\s\d{1,2}|list\sof\s\d{1,2}\sitems?|end\sof\slist|(?:\S+\s)?\d{1,6}\s?(?:[-–]|to)\s?\d{1,6}\sof\s\d[\d,]{0,9}(?:\s\w+)?"
)
_DAY = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)\d\d|(?:19|20)\d\d([./-])[01]?\d\2[0-3]?\d"
)
_REACTIONS = re.compile(
    r"(?:[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?\s?\d[\d.,]{0,8}(?:\s\d{3})?[KkMm]?\s{0,3}){1,15}"
)
_MORE = re.compile(
    r"(?:more|other|latest|recent|popular|trending|related|further|our best|top|great)\b.{0,40}\b"
    r"(?:stories|articles|headlines|reads|videos|posts|coverage)(?:\sfrom\s\S{2,40})?"
)
_MORE_WORDS = 6
_WORDS_TRIMMED = "\"'“”‘’()[]«»,;:.!?-–—*•"


@dataclass(frozen=True, slots=True)
class Surface:
    """Features of one unit.

    `words` counts words; `lower` is the share of them that start in lower case (caseless scripts count as
    lower); `score` is the evidence of the wording, see `surface`. `kind` is a short name of what the line
    looks like: prose, short, item, label, date, time, number, rule, link, menu, caption, note, byline,
    counter, end.
    """

    text: str
    folded: str
    words: int
    lower: float
    capitals: bool
    sentence: bool
    kind: str
    label: Label | None
    phrases: float
    quote: bool
    links: bool
    cites: int
    entry: bool
    end: str

    @property
    def says_all(self) -> bool:
        """Whether a label's line is complete ("Read also: army retakes town") and opens nothing below it."""
        if self.kind in {"prose", "note"} and self.words > 12:
            return True
        return self.label is not None and not self.label.whole and ": " in self.text.rstrip(": ")


def surface(unit: Unit, lexicon: Lexicon, all_capitals: bool) -> Surface:
    """The features of `unit`, at a cost that does not grow with its length."""
    text = unit.text[:_LOOKED_AT]
    folded = fold(text)
    tokens = text.split()
    words = len(tokens) if len(unit.text) <= _LOOKED_AT else max(len(tokens), len(unit.text) // 7)
    if words < len(text) // 12 and not text.isascii():
        words = len(text) // 3  # scripts that put no space between words
    initial = [token.lstrip(_WORDS_TRIMMED)[:1] for token in tokens]
    letters = [char for char in initial if char.isalpha()]
    lower = sum(not char.isupper() for char in letters) / max(1, len(letters))
    capitals = text.isupper()
    sentence = ends_sentence(unit.text)
    label = _label(folded, text, words, lexicon)
    found = lexicon.within(folded)
    phrases = max((one.weight for one in found), default=0.0) + 0.7 * max(0, len(found) - 1)
    kind = _kind(text, folded, tokens, label, lexicon)
    least = 5 if kind == "short" else 9
    if (kind in {"short", "item"} or (kind == "label" and label and not label.whole)) and _is_prose(
        words, least, sentence, lower if not all_capitals else 1.0
    ):
        kind = "prose"
    return Surface(
        text=text,
        folded=folded,
        words=words,
        lower=lower,
        capitals=capitals,
        sentence=sentence,
        kind=kind,
        label=label,
        phrases=phrases,
        quote=text[0] in "\"“‘«'„",
        links=bool(_LINK.search(text)),
        cites=count_citations(text, folded, lexicon),
        entry=bool(_ENTRY.match(text)),
        end=unit.text[-8:],
    )


def _is_prose(words: int, least: int, sentence: bool, lower: float) -> bool:
    return (words >= least and sentence and lower >= 0.35) or (words >= 30 and lower >= 0.5)


def _label(folded: str, text: str, words: int, lexicon: Lexicon) -> Label | None:
    whole = lexicon.whole(folded) if words <= 12 else None
    if whole and (text[0] != "(" or whole.opens):
        return whole
    if words <= _MORE_WORDS and text[0].isupper() and _MORE.fullmatch(bare(folded)):
        return Label("related", 4.5, "list", True)
    if text[0] == "©" and not is_credit(text):
        return Label("legal", 5.0, "", False)
    if text.startswith("(c) ") and text[4:5].islower():
        return None  # the third item of a list
    return lexicon.start(folded)


def _kind(text: str, folded: str, tokens: list[str], label: Label | None, lexicon: Lexicon) -> str:
    if _END_MARK.fullmatch(text):
        return "end"
    if _RULE.fullmatch(text) or not any(char.isalnum() for char in text):
        return "rule"
    if has_leader(text) or is_links(text):
        return "menu"
    if label and label.whole and text[0] != "(":
        return "label"
    if is_control(text):
        return "menu"
    simple = _simple_kind(text, folded, tokens, lexicon)
    if simple:
        return simple
    if _is_note(text, folded, tokens, lexicon):
        return "note"
    if is_caption(text, folded, tokens, lexicon):
        return "caption"
    if is_row_of_links(text, folded, tokens, lexicon):
        return "menu"
    if label:
        return "label"
    if _ITEM.match(text):
        return "item"
    return "short"


def _is_note(text: str, folded: str, tokens: list[str], lexicon: Lexicon) -> bool:
    """A note by an editor or translator. One that begins with "Update" is a sentence or a bracket too."""
    if folded.endswith(lexicon.editorial_end):
        return True
    if _CHANGED.match(text):
        return True
    full = ends_sentence(text) or text[0] in "[(" or len(tokens) >= 12
    return (full or not folded.startswith("update")) and lexicon.editorial.find(folded) is not None


def _is_counter(folded: str, tokens: list[str], lexicon: Lexicon) -> bool:
    """A count of the page's own ("12.4K views 08:12", "👍 812 😢 96")."""
    text = " ".join(tokens)
    if _REACTIONS.fullmatch(text) or _ROWS_SHOWN.fullmatch(text):
        return True
    if len(tokens) > 2 and tokens[0].isdecimal() and tokens[1].isdecimal() and len(tokens[1]) == 3:
        tokens, folded = [tokens[0] + tokens[1], *tokens[2:]], folded.removeprefix("# ")
    if not 2 <= len(tokens) <= 5 or not tokens[0][0].isdigit() or tokens[0][-1] in ".)":
        return False
    words = folded.split()
    return words[1] in lexicon.counters or (
        words[1] in {"k", "m"} and words[2:3] != [] and words[2] in lexicon.counters
    )


def _simple_kind(text: str, folded: str, tokens: list[str], lexicon: Lexicon) -> str:
    if len(tokens) <= 8 and _STAMP.fullmatch(text):
        return "time"
    if _is_counter(folded, tokens, lexicon):
        return "counter"
    if _DAY.fullmatch(text):
        return "date"
    if _NUMBER.fullmatch(text):
        return "number"
    if len(tokens) <= 2 and _LINK.search(text):
        return "link"
    if len(tokens) <= 14 and is_date(folded, lexicon):
        return "date"
    if len(tokens) <= 30 and is_byline(folded, tokens, lexicon):
        return "byline"
    return ""


def is_date(folded: str, lexicon: Lexicon) -> bool:
    """Whether the line is a date or a time stamp, with words such as "updated" and nothing else."""
    tokens = [part for part in re.split(r"[\s,/.:|()•·+-]+", folded) if part]
    if not tokens or tokens[0] in {"date", "dates"} or not any("#" in token for token in tokens):
        return False
    named = sum(token in lexicon.months or token in lexicon.days for token in tokens)
    known = sum(
        token in lexicon.months
        or token in lexicon.days
        or token in lexicon.around_dates
        or token.startswith("#")
        for token in tokens
    )
    return known == len(tokens) and (named > 0 or sum("#" in token for token in tokens) >= 3)
