"""Who says it: the chain of sources of a trigger, outermost first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.lexicon import attribution_words, reporting_verbs
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import (
    ancestors,
    children,
    is_passive,
    noun_phrase,
    own_subject,
    prepositional,
    subject,
)
from counterclaim.model import Attribution, SourceType

_SPEECH_LINKS = frozenset(
    {"ccomp", "xcomp", "pcomp", "advcl", "parataxis", "acl", "dobj", "prep", "pobj", "conj"}
)
_KIND_TO_TYPE = {
    "media": SourceType.AGENCY,
    "agency": SourceType.AGENCY,
    "monitor": SourceType.MONITOR,
    "analyst": SourceType.ANALYST,
}


@dataclass(frozen=True, slots=True)
class Speech:
    """How a trigger is reported: the chain, and the base forms of the verbs that report it."""

    chain: tuple[Attribution, ...]
    verbs: tuple[str, ...]


def attribute(token: Any, sentence: Sentence, mentions: Mentions, previous: Attribution | None) -> Speech:
    """Chain for the trigger `token`; `previous` is who spoke last, for "he added" and for pronouns."""
    inner: list[Attribution] = []
    verbs: list[str] = []
    for verb in _reporting_verbs(token):
        sources = _speakers(verb)
        verbs.append(verb.lemma_.lower())
        for source in sources:
            link = _link(source, sentence, mentions, previous)
            if link and link not in inner:
                inner.append(link)
    for source in _phrases(token, sentence):
        link = _link(source, sentence, mentions, previous)
        if link and link not in inner:
            inner.append(link)
    return Speech(tuple(reversed(inner)), tuple(verbs))


def reporting_subject(
    sentence: Sentence, mentions: Mentions, previous: Attribution | None
) -> Attribution | None:
    """Who speaks in a sentence as a whole, whatever it says; the thread that "she added" hangs on."""
    for token in sentence.doc:
        if token.dep_ == "ROOT" and _reports(token):
            for speaker in _speakers(token):
                link = _link(speaker, sentence, mentions, previous)
                if link:
                    return link
    return None


def _reports(token: Any) -> bool:
    return token.pos_ == "VERB" and token.lemma_.lower() in reporting_verbs()


def _reporting_verbs(token: Any) -> list[Any]:
    """Verbs of saying above the trigger, nearest first, and one set beside it ("..., he said")."""
    found = []
    below = token
    for above in ancestors(token):
        if below.dep_ in ("relcl", "appos") or _breaks(below, above):
            break
        if (
            _reports(above)
            and (_is_what_is_said(below, above) or below.dep_ in _SPEECH_LINKS)
            and not _inside_subject(below, above)
            and not _as_saying(above)
        ):
            found.append(above)
        below = above
    clause = next((part for part in [token, *ancestors(token)] if part.pos_ in ("VERB", "AUX")), token)
    for aside in [*children(clause, "parataxis"), *children(below, "parataxis"), *_closing(token)]:
        if _reports(aside) and aside not in found and aside.i != token.i:
            found.append(aside)
    return found


def _closing(token: Any) -> list[Any]:
    """A verb of saying that closes the sentence behind a comma ("..., the minister announced on Thursday").

    Parsers take it for a participle that modifies the speaker, and the speaker for an apposition, or the
    whole for a clause of the main verb.
    """
    return [verb for verb in token.doc if verb.i > token.i and _closes(verb)]


def _closes(verb: Any) -> bool:
    if verb.tag_ not in ("VBD", "VBN") or not _reports(verb):
        return False
    if verb.dep_ == "acl":
        return bool(verb.head.dep_ == "appos" and not is_passive(verb))
    speaker = own_subject(verb)
    if speaker is None or verb.dep_ not in ("advcl", "conj", "dep") or is_passive(verb):
        return False
    first = speaker.left_edge
    return bool(first.i > 0 and first.nbor(-1).text == "," and not children(verb, "mark", "advmod"))


def _breaks(below: Any, above: Any) -> bool:
    """Whether a semicolon parts the two: what stands on its other side is another statement."""
    first, last = sorted((below.i, above.i))
    return any(part.text == ";" for part in below.doc[first:last])


def _as_saying(verb: Any) -> bool:
    """The second half of "quoted X as saying", whose speaker is the object of the first."""
    return bool(verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB")


def _is_what_is_said(below: Any, above: Any) -> bool:
    """Whether a passive verb of saying has it as its subject: "the capture was announced by"."""
    return bool(below.dep_ in ("nsubjpass", "csubjpass") and is_passive(above))


def _inside_subject(below: Any, above: Any) -> bool:
    """Whether the trigger is in who speaks, not in what is said."""
    if _is_what_is_said(below, above):
        return False
    speaker = own_subject(above)
    return speaker is not None and (below.i == speaker.i or below.dep_ in ("nsubj", "nsubjpass"))


def _speakers(verb: Any) -> list[Any]:
    """Heads of the sources of one verb, innermost first."""
    lemma = verb.lemma_.lower()
    words = attribution_words()["verbs"]
    speaker = subject(verb)
    if is_passive(verb):
        outer = prepositional(verb, "by")
        if lemma in words["quote"] and speaker is not None:
            return [speaker, *outer]
        return outer
    found = [speaker] if speaker is not None else []
    if lemma in words["quote"]:
        return [*children(verb, "dobj"), *found]
    if lemma == "tell":
        found += [part for part in children(verb, "dobj", "dative") if part.pos_ in ("PROPN", "NOUN")]
    return found


def _phrases(token: Any, sentence: Sentence) -> list[Any]:
    """Sources in "according to X", "citing X": of the trigger's clause or of the whole sentence."""
    above = {part.i for part in ancestors(token)} | {token.i}
    found: list[Any] = []
    for part in sentence.doc:
        if part.lower_ == "according" and (part.head.i in above or _clause_of(part) in above):
            found += [target for to in children(part, "prep") for target in children(to, "pobj")]
        elif part.lower_ in ("citing", "quoting") and (part.head.i in above or _clause_of(part) in above):
            found += children(part, "dobj") + [
                t for to in children(part, "prep") for t in children(to, "pobj")
            ]
    return found


def _clause_of(token: Any) -> int:
    return next((int(part.i) for part in ancestors(token) if part.pos_ in ("VERB", "AUX")), -1)


def _link(
    token: Any, sentence: Sentence, mentions: Mentions, previous: Attribution | None
) -> Attribution | None:
    if token.pos_ == "PRON":
        if token.lower_ not in ("he", "she", "they", "it", "who"):
            return None
        meant = _subject_before(token, sentence, mentions)
        return _link(meant, sentence, mentions, previous) if meant is not None else previous
    phrase = noun_phrase(token)
    span = sentence.of(phrase)
    actor = (
        mentions.at(sentence.offset + token.idx)
        or mentions.within(span.start, span.end)
        or mentions.state(span.text)
    )
    if actor is not None and actor.id is not None:
        kind = source_type(token, actor.kind, actor.party)
        return Attribution(actor.name or span.text, kind, actor.id, actor.party, span)
    name = " ".join(span.text.split()).rstrip(" .,;:")
    kind = source_type(token, None, party=False)
    return Attribution(name, kind, None, kind is SourceType.PARTY, span)


def _subject_before(pronoun: Any, sentence: Sentence, mentions: Mentions) -> Any | None:
    """The actor that "they" means in "X took the town, they said": a subject earlier in the sentence."""
    for token in sentence.doc[: pronoun.i]:
        if token.dep_ in ("nsubj", "nsubjpass") and mentions.at(sentence.offset + token.idx) is not None:
            return token
    return None


def source_type(token: Any, kind: str | None, party: bool) -> SourceType:
    """What sort of source a head noun is: by the registry's kind first, then by the noun."""
    if kind in _KIND_TO_TYPE:
        return _KIND_TO_TYPE[kind]
    nouns = attribution_words()["nouns"]
    lemma = token.lemma_.lower()
    if party:
        return SourceType.PARTY
    for name, words in nouns.items():
        if lemma in words or token.lower_ in words:
            return SourceType(name)
    if token.pos_ == "PROPN":
        modifiers = {part.lemma_.lower() for part in noun_phrase(token)}
        for name, words in nouns.items():
            if modifiers & words:
                return SourceType(name)
        return SourceType.OFFICIAL if token.ent_type_ == "PERSON" else SourceType.AGENCY
    return SourceType.ANONYMOUS
