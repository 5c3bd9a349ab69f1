"""A source as a link of a chain: its name, what sort it is, and whether it has an interest."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.actors import ActorSpan, Mentions
from counterclaim.claims.attribution.source_types import is_of_party, is_state_medium, source_type
from counterclaim.claims.lexicon import attribution_words
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import children, noun_phrase, prepositional
from counterclaim.claims.trace import Because
from counterclaim.model import Attribution, SourceType, Span

_OF_WHAT = frozenset({"of", "for", "from", "at", "in", "with"})
_THE_GROUP = frozenset({"the group", "the organisation", "the organization", "the movement"})
_LONGEST_PART = 8
_PEOPLE = frozenset({"he", "she", "they", "it", "who", "which"})


def link(
    token: Any, sentence: Sentence, mentions: Mentions, previous: Attribution | None
) -> Attribution | None:
    """The source that a head token stands for; pronouns lead to a subject before them, else to `previous`."""
    found = known_source(token, sentence, mentions, previous)
    return found.value if found is not None else None


def known_source(
    token: Any, sentence: Sentence, mentions: Mentions, previous: Attribution | None
) -> Because[Attribution] | None:
    """As `link`, with the rule that found who it is."""
    if token.pos_ == "PRON" and token.lower_ in _PEOPLE:
        meant = _subject_before(token, sentence, mentions)
        if meant is not None:
            return known_source(meant, sentence, mentions, previous)
        return Because(previous, f"'{token.text}' is who spoke last") if previous is not None else None
    if token.pos_ in ("PRON", "DET") and token.lower_ not in attribution_words()["nouns"]["anonymous"]:
        return None
    if token.lemma_.lower() in attribution_words()["instruments"]["words"]:
        return None
    named = proper_name(token)
    words = source_words(named)
    span = sentence.of(words)
    name = " ".join(span.text.split()).strip(" .,;:\"'“”‘’")
    group = mentions.group_before(span.start) if _is_armed_group(span.text, previous) else None
    itself = group or mentions.at(sentence.offset + named.idx) or mentions.state(span.text)
    actor = itself or mentions.within(span.start, span.end)
    if _only_in_name(actor, named, span):
        actor = None
    if actor is not None and actor.id is not None and actor.kind != "civilians":
        kind = source_type(named, actor.kind, actor.party)
        own = itself is not None and not (
            _speaks_for(named, sentence, itself) or _is_joined(named, words) or _is_its_medium(named, actor)
        )
        called = actor.name if own and actor.name else name
        rule = (
            "'the group' is the armed group named last"
            if group
            else "an actor of the registry is named in it"
        )
        return Because(Attribution(called, kind, actor.id, actor.party, span), rule)
    post, body = _post(named, sentence, mentions)
    if body is not None:
        kind = source_type(post, body.kind, body.party)
        return Because(
            Attribution(name, kind, body.id, body.party, span),
            f"the '{post.text}' of an actor of the registry",
        )
    capital = _seat(named, mentions)
    if capital is not None:
        of_seat = Attribution(name, source_type(token, None, party=False), capital.id, capital.party, span)
        return Because(of_seat, "a body of the state that has its seat there")
    kind = source_type(token, None, False, words)
    of_party = kind is SourceType.PARTY or is_of_party(token, words)
    return Because(Attribution(name, kind, None, of_party, span), f"{kind.value} by its words")


def _is_armed_group(text: str, previous: Attribution | None) -> bool:
    """Whether a source is "the group" and an armed one is meant: not where a monitor spoke last."""
    monitor = previous is not None and previous.type is SourceType.MONITOR
    return text.lower() in _THE_GROUP and not monitor


def _is_joined(token: Any, words: list[Any]) -> bool:
    """Whether a source is two that say the same: "the police and the hospital"."""
    both = any(child.lower_ == "and" for child in children(token, "cc"))
    return both and any(child in words for child in children(token, "conj"))


def _is_its_medium(token: Any, actor: ActorSpan) -> bool:
    """Whether a source is a medium of the actor that its words name: "Iraqi state television"."""
    return actor.kind not in ("agency", "media") and is_state_medium(token)


def _post(token: Any, sentence: Sentence, mentions: Mentions) -> tuple[Any, ActorSpan | None]:
    """The noun for a person's post beside his name, and the actor that he holds it in: "X, the head of Y"."""
    nouns = attribution_words()["nouns"]
    posts = nouns["official"] | nouns["agency"] | nouns["party"] | nouns["monitor"] | nouns["analyst"]
    for beside in children(token, "appos"):
        if beside.lemma_.lower() in posts and token.pos_ == "PROPN":
            span = sentence.of(source_words(beside))
            actor = mentions.within(span.start, span.end)
            if actor is not None and actor.id is not None and actor.kind != "civilians":
                return beside, actor
    return token, None


def _seat(token: Any, mentions: Mentions) -> ActorSpan | None:
    """The state of a body that is named by its seat: "the ministry in Moscow"."""
    if token.lemma_.lower() not in attribution_words()["of_party"]["seated"]:
        return None
    seats = prepositional(token, "in", "of")
    return mentions.state(seats[0].text) if seats else None


def _speaks_for(token: Any, sentence: Sentence, actor: ActorSpan) -> bool:
    """Whether a source is somebody of the actor that its words name ("a spokesman for the SDF").

    A preposition within the actor's own name ("Observatory for Human Rights") says nothing of the kind.
    """
    return any(
        child.dep_ == "prep"
        and child.lower_ in _OF_WHAT
        and not actor.start <= sentence.offset + child.idx < actor.end
        for child in token.children
    )


def proper_name(token: Any) -> Any:
    """The proper name beside an outlet or organisation ("the private channel Al-Rafid"); else the token."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in attribution_words()["named"]["outlet"]:
        return _outlet_beside(token) or token
    beside = [child for child in children(token, "appos") if child.pos_ == "PROPN"]
    return beside[0] if beside else token


def _outlet_beside(token: Any) -> Any | None:
    """The outlet behind its town: "the Karachi daily Roznama"."""
    outlets = attribution_words()["named"]["outlet"]
    for child in children(token, "appos"):
        if child.pos_ == "PROPN" and any(
            part.lower_ in outlets for part in children(child, "amod", "compound")
        ):
            return child
    return None


def _only_in_name(actor: ActorSpan | None, named: Any, span: Span) -> bool:
    """Whether a state is only part of another name: "Myanmar Now", "the Sudan Tribune"."""
    if actor is None or actor.kind != "government" or named.pos_ != "PROPN" or _holds_office(named):
        return False
    last = named.i + 1 == len(named.doc)
    inside = 0 < actor.end < span.end
    return inside or (not last and named.nbor(1).text.istitle())


def _holds_office(name: Any) -> bool:
    """Whether a person's office stands before his name: "Malian Defence Minister Sadio Camara"."""
    offices = attribution_words()["nouns"]["official"]
    return any(part.lemma_.lower() in offices and part.i < name.i for part in noun_phrase(name))


def source_words(token: Any) -> list[Any]:
    """The words of a source's name: the noun phrase with whose or of what it is, and what is joined to it."""
    chosen = set(noun_phrase(token))
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _OF_WHAT and child.i > token.i:
            chosen |= set(_to_comma(child))
        elif child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN") and _to_comma(child):
            chosen |= set(noun_phrase(child)) | set(children(token, "cc"))
        elif child.dep_ == "appos" and child.ent_type_ == "PERSON" and child.left_edge.i == token.i + 1:
            chosen |= set(noun_phrase(child))
    ordered = sorted(chosen, key=lambda part: int(part.i))
    return _without_gaps(ordered, token)


def _to_comma(part: Any) -> list[Any]:
    """The words of a phrase up to its first comma; none where it is long or holds a clause."""
    below = [word for word in part.subtree if word.i >= part.i]
    end = next((at for at, word in enumerate(below) if word.is_punct and word.text != "-"), len(below))
    short = end <= _LONGEST_PART and not any(word.pos_ == "VERB" for word in below[:end])
    return below[:end] if short else []


def _without_gaps(words: list[Any], head: Any) -> list[Any]:
    """The run of words around the head; a hyphen or apostrophe between two is no gap."""
    at = words.index(head)
    first = last = at
    while (
        first > 0
        and words[first].i - words[first - 1].i <= 2
        and not _ends_before(words[first - 1], words[first])
    ):
        first -= 1
    while last + 1 < len(words) and words[last + 1].i - words[last].i <= 2:
        last += 1
    while last > at and (words[last].dep_ == "case" or words[last].is_punct):
        last -= 1
    return words[first : last + 1]


def _ends_before(word: Any, following: Any) -> bool:
    """Whether brackets or a quotation close between two words, so that a name begins with the second."""
    between = word.doc[word.i : following.i]
    return any(part.text in (")", "]", '"', "”", "''") and part.tag_ != "POS" for part in between)


def _subject_before(pronoun: Any, sentence: Sentence, mentions: Mentions) -> Any | None:
    """The actor that "they" means in "X took the town, they said": a subject, or else a doer, earlier in the sentence."""
    before = [
        token
        for token in sentence.doc[: pronoun.i]
        if mentions.at(sentence.offset + token.idx) is not None
        or (token.pos_ == "PROPN" and mentions.state(token.text) is not None)
    ]
    subjects = (token for token in before if token.dep_ in ("nsubj", "nsubjpass"))
    doers = (token for token in before if token.dep_ == "pobj" and token.head.lower_ == "by")
    return next(subjects, None) or next(doers, None)
