"""Which words of a sentence name a place.

A run of capitalised words is taken whole: a known place inside it counts only where the rest of the run is no
part of the name ("Kandahar Airport", "Iraqi Kurdistan"), so that "Bar Sanguni" never becomes "Bar". A run
that the gazetteer lacks is a place where the sentence treats it as one ("the village of X", "at X").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.control import TERRITORY_FRAMES
from counterclaim.claims.lexicon import reporting_verbs, trigger_rules, words
from counterclaim.claims.place_words import place_words
from counterclaim.claims.relative_places import is_related
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors
from counterclaim.model import Span
from counterclaim.reference.countries import countries
from counterclaim.reference.features import split_feature
from counterclaim.reference.gazetteer import Gazetteer, Level
from counterclaim.reference.kinds import prominence

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_LABELS = frozenset({"EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "PRODUCT", "MONEY", "PERCENT"})
_CLOSED = frozenset({"VERB", "AUX", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "PUNCT", "PART", "NUM"})
_JOINTS = frozenset({"-", "'", "’", "‘", "`", "–", "ʿ"})
_AIMING = frozenset(
    {"fire", "shoot", "aim", "throw", "hurl", "look", "laugh", "point", "anger", "trust", "believe"}
)
_MAX_TOKENS = 9
_WELL_KNOWN = 4.6
_RESPELT = 0.1
_MAX_ACRONYM = 4
_MAX_CAPITALS = 5
_SURE_KINDS = frozenset(
    {"town", "city", "village", "district", "province", "governorate", "camp", "hamlet", "island", "neighbourhood",
     "neighborhood", "suburb", "subdistrict", "county", "municipality", "commune", "settlement", "quarter"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a place: token indices of a sentence and the document span.

    `name` is what to look up, where that is less than the words ("Minya" for "Minya University").
    """

    sentence: Sentence
    first: int
    last: int
    span: Span
    kind: str | None
    name: str

    @property
    def root(self) -> Any:
        """The token that heads the name in the parse."""
        return self.sentence.doc[self.first : self.last + 1].root


class Known:
    """Which names the gazetteer has, asked once each."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._answers: dict[str, float] = {}

    def __call__(self, name: str) -> bool:
        """Whether a place is called `name`, in some spelling."""
        return self._renown(name) > 0.0

    def so_spelt(self, name: str) -> bool:
        """Whether a place is written `name`, and not only in another romanisation."""
        return self._renown(name) > _RESPELT

    def well(self, name: str) -> bool:
        """Whether a city, a large division or a country is written `name`."""
        return self._renown(name) >= _WELL_KNOWN

    def _renown(self, name: str) -> float:
        if name not in self._answers:
            found = self._gazetteer.matches(name, limit=3)
            same = [prominence(one.entry) for one in found if one.level is Level.SAME]
            self._answers[name] = max(same, default=_RESPELT if found else 0.0)
        return self._answers[name]


def candidates(sentence: Sentence, mentions: Mentions, known: Known) -> Iterator[Candidate]:
    """The names of places in a sentence, in order and without overlaps."""
    if sentence.in_capitals:
        yield from _in_capitals(sentence, mentions, known)
        return
    for first, last in _runs(sentence, mentions):
        found = _in_run(sentence, first, last, known)
        if found is not None:
            yield found


def _original(token: Any, sentence: Sentence) -> str:
    return sentence.span.text[token.idx : token.idx + len(token.text)]


def _runs(sentence: Sentence, mentions: Mentions) -> Iterator[tuple[int, int]]:
    """First and last token of each run of words that may be one name, actors' names left out."""
    doc = sentence.doc
    index = 0
    while index < len(doc):
        if not _may_begin(doc, index) or _of_actor(doc[index], sentence, mentions):
            index += 1
            continue
        last = _run_end(sentence, index, mentions)
        yield index, last
        index = last + 1


def _may_begin(doc: Any, index: int) -> bool:
    token = doc[index]
    if not token.text[0].isalpha():
        return False
    if token.text[0].islower() and not _is_capitalised(token):
        joined = index + 2 < len(doc) and doc[index + 1].text in _JOINTS and doc[index + 2].text[0].isupper()
        return token.text in place_words("particles") and joined and not token.whitespace_
    return not _is_time(token) and (token.pos_ not in _CLOSED or token.ent_type_ in _PLACE_LABELS)


def _is_capitalised(token: Any) -> bool:
    """Whether a token is written as a name: "Zubayr", "az-Zubayr"."""
    particle, _, rest = token.text.partition("-")
    return token.text[0].isupper() or (particle in place_words("particles") and rest[:1].isupper())


def _is_time(token: Any) -> bool:
    return token.lower_.rstrip(".") in place_words("times") and (
        token.ent_type_ in ("DATE", "TIME", "") or token.lower_ != "may"
    )


def _of_actor(token: Any, sentence: Sentence, mentions: Mentions) -> bool:
    return mentions.at(sentence.offset + token.idx) is not None and not countries().named(token.text)


def _run_end(sentence: Sentence, first: int, mentions: Mentions) -> int:
    """Last token of the run of capitalised words, with particles and joints between, from `first`."""
    doc = sentence.doc
    last = first
    for token in doc[first + 1 : first + _MAX_TOKENS]:
        glued = not doc[token.i - 1].whitespace_
        if token.text in _JOINTS and (glued or not token.whitespace_):
            continue
        if token.text in place_words("particles") and (token.i == last + 1 or glued):
            hyphen = glued or (
                token.i + 1 < len(doc) and doc[token.i + 1].text in _JOINTS and not token.whitespace_
            )
            if hyphen or token.text not in place_words("particles_with_hyphen"):
                continue
            break
        if not _is_capitalised(token) or _is_time(token) or _of_actor(token, sentence, mentions):
            break
        if token.pos_ in ("DET", "PRON", "CCONJ", "SCONJ") or token.dep_ == "punct":
            break
        last = token.i
    return last


def _in_run(sentence: Sentence, first: int, last: int, known: Known) -> Candidate | None:
    """The place that a run of capitalised words names, if it names one."""
    doc = sentence.doc
    if _is_half(doc, first, last):
        return None
    while first < last and _may_drop(doc, first):
        first += 1
        if not _may_begin(doc, first):
            return None
    base, whole = _base(doc, first, last)
    bare = first
    while bare < base and doc[bare].lower_ in place_words("directions"):
        bare += 1
    name = sentence.of(doc[bare : base + 1]).text
    span = sentence.of(doc[first : last + 1])
    kind = place_kind(doc, first, last) or ("town" if is_related(sentence, doc[first].idx) else None)
    whole_known = known(span.text)
    whole_known = whole_known or (whole and name != span.text and known(split_feature(span.text).name))
    lookup = span.text if whole_known or not whole else name
    found = Candidate(sentence, first, last, span, kind, lookup)
    if not _is_name(doc, first, last) or len(name) < 2:
        return None
    if whole_known or (whole and known(name)):
        return found if _treated_as_place(found, known) else None
    return found if _is_place_unknown(found, ends_as_place=base < last or _ends_as_place(doc, last)) else None


def _may_drop(doc: Any, first: int) -> bool:
    """Whether the first word of a run is no part of the name: "Eastern Ghouta" keeps it, "Syrian Aleppo" not."""
    token = doc[first]
    if countries().demonym(token.text) is not None and token.ent_type_ == "NORP":
        return True
    if token.is_sent_start and token.pos_ != "PROPN" and token.ent_type_ not in _PLACE_LABELS:
        return True
    return False


def _base(doc: Any, first: int, last: int) -> tuple[int, bool]:
    """Last token of the name without the feature nouns at its end; and whether the rest may stand for it."""
    if last > first and doc[last].lower_ in place_words("own_places"):
        return last - 1, False
    base = last
    while base > first and doc[base].lower_ in place_words("features"):
        base -= 1
    return base, True


def _ends_as_place(doc: Any, last: int) -> bool:
    return doc[last].lower_ in place_words("own_places")


def _is_half(doc: Any, first: int, last: int) -> bool:
    """Whether the run is half of something else: "US-led", "the Line of Control", "Route 4"."""
    after = doc[last + 1] if last + 1 < len(doc) else None
    if after is not None and after.text[0] in "-–" and not doc[last].whitespace_ and not after.whitespace_:
        return True
    if after is not None and after.lower_ == "of" and last + 2 < len(doc) and doc[last + 2].text[0].isupper():
        event = doc[last].lower_ in place_words("named_events") and first == last
        return event or doc[last].lower_ in place_words("not_places")
    if first >= 2 and doc[first - 1].lower_ == "of" and doc[first - 2].text[0].isupper():
        before = doc[first - 2]
        return (
            before.pos_ == "PROPN"
            and not before.is_sent_start
            and before.lower_ not in place_words("named_events")
        )
    return False


def _is_name(doc: Any, first: int, last: int) -> bool:
    """Whether the words are a name and not a common word in capitals, an acronym, or people."""
    token = doc[first]
    before = doc[first - 1].lower_ if first else ""
    if before == "than" or (
        before in ("a", "an") and doc[first : last + 1].root.i == last and not _ends_as_place(doc, last)
    ):
        if before == "than" or last + 1 == len(doc) or not _is_place_noun(doc[last + 1]):
            return False
    if first == last:
        if _is_common(token) or (token.text.isupper() and len(token.text) <= _MAX_ACRONYM):
            return countries().named(token.text) is not None
        if countries().demonym(token.text) is not None and countries().named(token.text) is None:
            return token.head.lemma_.lower() in place_words("heads_of_country") and token.dep_ in (
                "amod",
                "compound",
            )
    if doc[last].lower_ in place_words("not_places") or token.lower_ in place_words("not_places"):
        return False
    if any(part.pos_ == "PROPN" or part.ent_type_ in _PLACE_LABELS for part in doc[first : last + 1]):
        return True
    return first > 0 and token.pos_ in ("NOUN", "ADJ") and token.text[0].isupper()


def _is_common(token: Any) -> bool:
    """Whether a word alone is no name: "EL", "DEPARTMENT", "RIFLE" in a text of capitals."""
    common = place_words("particles") | words("place") | words("people") | words("weapon")
    common |= place_words("directions") | place_words("features") | place_words("own_places")
    return token.lower_ in common or str(token.lemma_).lower() in common


def place_kind(doc: Any, first: int, last: int) -> str | None:
    """The place noun beside a name: "the town of X", "X province", "X and Y provinces", "towns like X"."""
    if last + 1 < len(doc) and _is_place_noun(doc[last + 1]):
        return _lemma(doc[last + 1])
    root = doc[first : last + 1].root
    part = root
    for above in ancestors(root):
        if part.dep_ not in ("compound", "nmod", "amod", "conj", "poss") or not last < above.i <= last + 8:
            break
        part = above
        if _is_place_noun(above):
            return _lemma(above)
    if first and _is_place_noun(doc[first - 1]):
        return _lemma(doc[first - 1])
    return _introduced_kind(doc, first, root)


def _introduced_kind(doc: Any, first: int, root: Any) -> str | None:
    """The place noun that a name belongs to: "a village called X", "two villages, X and Y", "X, a town"."""
    for child in root.children:
        if child.dep_ == "appos" and _is_place_noun(child):
            return _lemma(child)
    listed = _listed_kind(doc, first)
    if listed is not None:
        return listed
    part = root
    for above in ancestors(root):
        introduced = above.lower_ in place_words("introducing") or part.lower_ in place_words("introducing")
        if not introduced and part.dep_ not in ("conj", "appos", "oprd"):
            return None
        if _is_place_noun(above):
            return _lemma(above)
        part = above
    return None


def _listed_kind(doc: Any, first: int) -> str | None:
    """The place noun before a list of names ("two villages, X and Y"), for any name of the list."""
    at = first - 1
    while (
        at > 0
        and first - at < _MAX_TOKENS
        and (doc[at].text[0].isupper() or doc[at].text in (",", "and", "-"))
    ):
        if doc[at].text == "," and _is_place_noun(doc[at - 1]) and doc[at - 1].text[0].islower():
            return _lemma(doc[at - 1])
        at -= 1
    return None


def _is_place_noun(token: Any) -> bool:
    lemma = _lemma(token)
    return token.pos_ in ("NOUN", "PROPN") and (lemma in words("place") or lemma in place_words("heads"))


def _lemma(token: Any) -> str:
    return str(token.lemma_).lower()


def _treated_as_place(one: Candidate, known: Known) -> bool:
    """Whether the sentence can mean the known place by the words."""
    doc, first, last, well = one.sentence.doc, one.first, one.last, known.well(one.name)
    labels = {token.ent_type_ for token in doc[first : last + 1]}
    head = one.root
    if _locative(one, labels):
        return True
    if "NORP" in labels and head.dep_ in ("amod", "compound") and one.kind is None:
        return False
    if one.kind is not None or labels & _PLACE_LABELS:
        return True
    if head.dep_ == "nsubj" and head.head.lemma_.lower() in reporting_verbs():
        return False
    if "PERSON" in labels:
        taken = head.dep_ == "dobj" and _may_be_taken(head)
        return (
            _stands_as_place(head)
            or taken
            or (well and not (head.dep_ == "nsubjpass" and _placed(head.head)))
        )
    if well and head.dep_ in ("compound", "poss", "nmod"):
        return "ORG" not in labels
    if head.dep_ == "nsubjpass":
        return _stands_as_place(head) or _may_be_taken(head)
    return known.so_spelt(one.name) and bool(head.dep_ in ("dobj", "pobj", "nsubj", "conj", "appos"))


def _locative(one: Candidate, labels: set[str]) -> bool:
    """Whether a preposition of place governs the name."""
    doc, first, root = one.sentence.doc, one.first, one.root
    at = first - 1
    article = False
    while at > 0 and (
        doc[at].lower_ in place_words("directions") or doc[at].text in _JOINTS or doc[at].lower_ == "the"
    ):
        article = article or doc[at].lower_ == "the"
        at -= 1
    before = doc[at] if at >= 0 else None
    if root.dep_ == "pobj" and root.head.i < first:
        before = root.head
    if before is None or before.lower_ not in place_words("locatives"):
        return False
    aimed = before.lower_ in ("at", "in") and before.head.lemma_.lower() in _AIMING
    return not (aimed and "PERSON" in labels) and not (article and labels & {"ORG", "PERSON"})


def _stands_as_place(head: Any) -> bool:
    """Whether a verb takes the name as a place: "entered X", "X was shelled"."""
    takes = head.head.lemma_.lower() in place_words("verbs_of_places")
    return takes and head.dep_ in ("dobj", "nsubjpass")


def _may_be_taken(head: Any) -> bool:
    """Whether a verb of territory takes the name, and may take people as well: "captured X"."""
    rules = trigger_rules().get((head.head.lemma_.lower(), "v"), ())
    territory = any(rule.frame in TERRITORY_FRAMES for rule in rules)
    return territory and head.dep_ in ("dobj", "nsubjpass") and not _placed(head.head)


def _placed(verb: Any) -> bool:
    """Whether a verb says where by itself: then "X was captured in Y" is said of a person."""
    inside = [
        child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("in", "at", "near")
    ]
    parts = (part for child in inside for part in child.subtree)
    return any(
        part.ent_type_ in _PLACE_LABELS or (part.pos_ == "PROPN" and not _is_time(part)) for part in parts
    )


def _is_place_unknown(one: Candidate, *, ends_as_place: bool) -> bool:
    """Whether a name that the gazetteer lacks is a place all the same."""
    doc, first, last = one.sentence.doc, one.first, one.last
    names = [token for token in doc[first : last + 1] if token.is_alpha and token.text[0].isupper()]
    if not names or all(token.pos_ not in ("PROPN", "NOUN", "ADJ") for token in names):
        return False
    labels = {token.ent_type_ for token in doc[first : last + 1]}
    head = one.root
    if one.kind in _SURE_KINDS or ends_as_place or _introduced_kind(doc, first, head) is not None:
        return True
    if first < last and doc[first].lower_ in place_words("leading"):
        return True
    if labels & _OTHER_LABELS or (labels & {"NORP"} and head.dep_ in ("amod", "compound")):
        return False
    locative = _locative(one, labels)
    if labels & _PLACE_LABELS:
        return (
            locative
            or one.kind is not None
            or head.dep_ in ("pobj", "conj", "appos", "dobj", "nsubjpass", "poss")
        )
    if one.kind is not None and head.dep_ in ("compound", "nmod", "amod"):
        return locative or "PERSON" not in labels
    if _stands_as_place(head) and "ORG" not in labels:
        return True
    loose = (
        not labels - {""} and head.dep_ == "pobj" and head.head.lower_ in place_words("loose_prepositions")
    )
    return (
        (locative or loose)
        and head.dep_ in ("pobj", "conj")
        and all(token.pos_ == "PROPN" for token in names)
    )


def _in_capitals(sentence: Sentence, mentions: Mentions, known: Known) -> Iterator[Candidate]:
    """Names in a text of capitals, where only the gazetteer and the words beside a name can tell."""
    doc = sentence.doc
    index = 0
    while index < len(doc):
        found = None
        if doc[index].text[0].isalpha() and doc[index].pos_ not in _CLOSED:
            ends = range(min(len(doc), index + _MAX_CAPITALS) - 1, index - 1, -1)
            found = next(
                (one for end in ends if (one := _capital_name(sentence, index, end, mentions, known))), None
            )
        if found is not None:
            yield found
        index = found.last + 1 if found else index + 1


def _capital_name(
    sentence: Sentence, first: int, last: int, mentions: Mentions, known: Known
) -> Candidate | None:
    doc = sentence.doc
    span = sentence.of(doc[first : last + 1])
    if len(span.text) < 2 or not doc[last].text[0].isalpha() or doc[last].text in place_words("particles"):
        return None
    if mentions.covers(span.start, span.end) or any(_is_time(token) for token in doc[first : last + 1]):
        return None
    if first == last and _is_common(doc[first]):
        return None
    kind = place_kind(doc, first, last)
    labelled = any(token.ent_type_ in _PLACE_LABELS for token in doc[first : last + 1])
    named = labelled or any(token.pos_ == "PROPN" for token in doc[first : last + 1])
    before = doc[first - 1].lower_ if first else ""
    supported = (
        labelled or kind is not None or before in place_words("locatives") | {"of", "from", "to", "on"}
    )
    if not known(span.text) or not named or not supported:
        return None
    return Candidate(sentence, first, last, span, kind, span.text)
