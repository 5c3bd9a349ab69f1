"""What is said: the words that a verb of saying governs, or the clause that it stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from counterclaim.claims.attribution.speakers import phrase, speakers
from counterclaim.claims.lexicon import attribution_words, base
from counterclaim.claims.syntax import children, is_passive, own_subject

_CLAUSES = ("ccomp", "xcomp")
_AFTER = frozenset({"after", "when", "as", "while", "before", "since", "because", "although", "though"})
_CONTRAST = frozenset({"while", "whereas", "though", "although"})
_TOPIC = frozenset(
    {"of", "about", "against", "for", "at", "to", "as", "on", "with", "by", "over", "from", "in", "into"}
)


def content_of(verb: Any, *, clauses_only: bool = False) -> set[int]:
    """Token indices of what `verb` says; empty where it says nothing in this sentence.

    `clauses_only`: a noun as its object is no content.
    """
    governed = _governed(verb)
    if governed:
        found = {part.i for one in governed for part in one.subtree if part.i != verb.i} & statement(verb)
        found |= _later(verb, governed) | _joined_before(verb, found)
        return found - _below_aside(verb, governed) - _said_by_others(verb, found)
    if any(mark.lower_ == "as" for mark in children(verb, "mark")):
        return beside(verb, speakers(verb)) if base(verb) in attribution_words()["verbs"]["report"] else set()
    after = follows_colon(verb)
    if after:
        return after
    if not clauses_only or verb.lower_ in ("says",):
        named = _named(verb)
        if named:
            return named
    if _can_stand_beside(verb):
        around_it = beside(verb, speakers(verb))
        if not _is_last(verb):
            around_it -= {at for at in _said_by_others(verb, around_it) if at > verb.i}
        inside = verb.dep_ == "parataxis" and verb.head.dep_ != "ROOT" and not _is_last(verb)
        return around_it & {part.i for part in verb.head.subtree} if inside else around_it
    return set()


def _joined_before(verb: Any, found: set[int]) -> set[int]:
    """The clause that "and" joins to what is said, where the parse hangs the saying on it: "A fell and B fell, X said"."""
    above = verb.head
    first = min(found, default=0)
    if verb.dep_ != "conj" or above.dep_ != "ROOT" or not above.i < first < verb.i or not _is_last(verb):
        return set()
    said = base(above) in attribution_words()["verbs"]["report"]
    if said or verb.doc[first - 1].lower_ != "and" or any(part.is_quote for part in verb.doc[:first]):
        return set()
    return set(range(first)) & statement(verb)


def _is_last(verb: Any) -> bool:
    """Whether only the subject and the time follow a verb of saying in its sentence."""
    below = {part.i for part in verb.subtree}
    return all(part.i in below or part.is_punct for part in verb.doc[verb.i :])


def _governed(verb: Any) -> list[Any]:
    passive = is_passive(verb)
    found = [
        child
        for child in children(verb, *_CLAUSES)
        if not (_is_aside(child) or {part.i for part in child.subtree}.isdisjoint(statement(verb)))
    ]
    if found and any(part.tag_ == "WDT" for one in found for part in children(one, "nsubj")):
        found += [
            one for one in children(verb, "dobj") if not _is_hearer(verb, one)
        ]  # "fighting that killed two"
    if passive and (found or base(verb) in attribution_words()["verbs"]["report_noun"]):
        found += children(verb, "nsubjpass", "csubjpass")
    for preposition in children(verb, "prep"):
        for inner in children(preposition, "pcomp"):
            found += _said_through(preposition, inner)
    if passive and base(verb) in attribution_words()["verbs"]["accuse"]:
        found += [
            noun
            for to in children(verb, "prep")
            if to.lower_ in ("for", "over")
            for noun in children(to, "pobj")
        ]
    return found + _said_in(verb)


def _said_in(verb: Any) -> list[Any]:
    """What the parse hangs on the statement: "claimed in a statement to have killed 13 soldiers"."""
    return [
        clause
        for preposition in children(verb, "prep")
        for noun in children(preposition, "pobj")
        if noun.lemma_.lower() in attribution_words()["nouns"]["document"]
        for clause in children(noun, "acl")
        if any(part.tag_ == "TO" for part in clause.children)
    ]


def statement(token: Any) -> set[int]:
    """The stretch between semicolons that a token stands in: what is beyond them is another statement.

    A stretch that opens with "that" or "and that" goes on with the one before.
    """
    doc = token.doc
    first = next((at + 1 for at in range(token.i - 1, -1, -1) if doc[at].text == ";"), 0)
    last = len(doc)
    for at in range(token.i + 1, len(doc) - 1):
        if doc[at].text == ";" and "that" not in (doc[at + 1].lower_, doc[min(at + 2, len(doc) - 1)].lower_):
            last = at
            break
    return set(range(first, last))


def _said_through(preposition: Any, inner: Any) -> list[Any]:
    """What "quoted X as saying", "accused X of shelling", "warned against taking" govern."""
    words = attribution_words()["verbs"]
    if preposition.lower_ == "as" and base(inner) in words["quote"]:
        return [inner]
    if preposition.lower_ == "as" and base(inner) in words["report"]:
        return [child for child in inner.children if child.dep_ in ("ccomp", "dobj", "xcomp")]
    return [inner] if preposition.lower_ in ("of", "for", "about", "against", "to", "on") else []


def _is_aside(clause: Any) -> bool:
    """A participle that the parse takes for an object: "said X, citing Y"."""
    return clause.lower_ in ("citing", "quoting", "adding")


def _below_aside(verb: Any, governed: Iterable[Any]) -> set[int]:
    return {
        part.i
        for child in verb.children
        if child not in governed
        and child.dep_ == "advcl"
        and not (_belongs_to_content(child, verb) or _is_result(child))
        for part in child.subtree
    }


def _later(verb: Any, governed: Sequence[Any]) -> set[int]:
    """A clause of time behind "X happened, the army said, after ...": of what happened, not of the saying."""
    before = governed[0].i < verb.i
    return {
        part.i
        for child in children(verb, "advcl")
        if child.i > verb.i and (_belongs_to_content(child, verb) if before else _is_result(child))
        for part in child.subtree
    }


def _said_by_others(verb: Any, content: set[int]) -> set[int]:
    """A saying of its own beside what a verb governs: "said X died, while the rebels counted Y", "... and police said"."""
    reports = attribution_words()["verbs"]["report"]
    return {
        part.i
        for at in content
        for clause in [verb.doc[at]]
        if clause.pos_ == "VERB" and base(clause) in reports
        if _stands_beside(clause) or _turns_on_others(clause, verb)
        for part in clause.subtree
    }


def _turns_on_others(clause: Any, verb: Any) -> bool:
    """Whether who denies something goes on to accuse: "denied it had shelled the camp and accused the army"."""
    return clause.i != verb.i and int(who_turned(clause).i) == int(verb.i)


def who_turned(clause: Any) -> Any:
    """The verb whose speaker speaks in a clause: of an accusation that the parse hangs on what is denied, the denial."""
    words = attribution_words()["verbs"]
    denied = clause.head
    accuses = clause.dep_ == "conj" and base(clause) in words["accuse"] and own_subject(clause) is None
    if accuses and denied.dep_ == "ccomp" and base(denied.head) in words["deny"]:
        return denied.head
    return clause


def _stands_beside(clause: Any) -> bool:
    """Whether a clause with a named subject is set beside another: by "while" or "though", else by "and" or "but"."""
    speaker = own_subject(clause)
    if speaker is None or speaker.pos_ not in ("NOUN", "PROPN") or is_passive(clause):
        return False
    marks = {part.lower_ for part in children(clause, "mark")}
    if clause.dep_ == "advcl":
        return bool(marks & _CONTRAST)
    return clause.dep_ == "conj" and "that" not in marks


def _is_result(clause: Any) -> bool:
    """What came of the deed, hung on the verb of saying: "accused them of shelling the town, killing six"."""
    verbs = attribution_words()["verbs"]
    own = base(clause) in verbs["report"] | verbs["stance"] | {"speak", "talk"}
    return (
        clause.tag_ == "VBG" and not own and not any(part.dep_ in ("mark", "prep") for part in clause.lefts)
    )


def _belongs_to_content(clause: Any, verb: Any) -> bool:
    mark = next(
        (part for part in clause.children if part.dep_ in ("mark", "advmod") and part.i < clause.i), None
    )
    return bool(clause.i > verb.i and mark is not None and mark.lower_ in _AFTER)


def follows_colon(verb: Any) -> set[int]:
    """All behind the colon that closes the clause of a verb of saying: "the army said: ten men died"."""
    doc = verb.doc
    for token in doc[verb.i + 1 : verb.i + 12]:
        if token.text == ":":
            return set(range(token.i + 1, len(doc)))
        if token.text in (",", ";") or token.is_quote:
            return set()
    return set()


def _named(verb: Any) -> set[int]:
    """The noun that a verb reports ("announced the capture of"), with what is said of it ("put it at 12")."""
    words = attribution_words()["verbs"]
    takes_noun = base(verb) in words["report_noun"] | words["stance"]
    direct = children(verb, "dobj", "oprd", "attr") if takes_noun else []
    direct = [one for one in direct if not _is_hearer(verb, one)]
    topics = [
        to
        for to in children(verb, "prep")
        if to.lower_ in _TOPIC and ((direct and not _tells_when(to)) or _is_topic(verb, to))
    ]
    if not direct and base(verb) in words["deny"]:
        topics += [to for to in children(verb, "prep") if to.lower_ == "as"]
    if verb.dep_ == "relcl" and any(one.tag_ == "WDT" for one in direct):
        return {verb.head.i}
    results = [one for one in children(verb, "advcl") if direct and _is_result(one)]
    return {part.i for one in (*direct, *topics, *results) for part in one.subtree}


def _tells_when(preposition: Any) -> bool:
    """Whether a phrase says when or where it was said, not what: "on Tuesday", "in a statement"."""
    said_in = attribution_words()["nouns"]["document"] | attribution_words()["hearers"]["occasion"]
    return any(
        one.ent_type_ in ("DATE", "TIME") or one.lemma_.lower() in said_in
        for one in children(preposition, "pobj")
    )


def _is_topic(verb: Any, preposition: Any) -> bool:
    """Whether a preposition leads to what is said: "warned of", "spoke of", "called for"."""
    return f"{base(verb)} {preposition.lower_}" in attribution_words()["phrases"]["with_preposition"]


def _is_hearer(verb: Any, noun: Any) -> bool:
    return base(verb) in ("tell", "inform", "ask", "quote", "cite") and noun.lower_ not in ("what",)


def _can_stand_beside(verb: Any) -> bool:
    """Whether a verb of saying without an object comments on the clause around it: "X, the army said, Y"."""
    if base(verb) not in attribution_words()["verbs"]["report"]:
        return False
    if verb.dep_ in ("parataxis", "ccomp") or closes(verb):
        return True
    return ends_sentence(verb)


def ends_sentence(verb: Any) -> bool:
    """Whether a finite verb of saying closes its sentence behind a comma, whatever the parse makes of it."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or is_passive(verb):
        return False
    speaker = own_subject(verb)
    if speaker is None:
        return False
    first = min(speaker.left_edge.i, verb.i)
    if verb.dep_ == "relcl":
        relative = any(part.tag_ in ("WP", "WDT", "WRB", "WP$") for part in verb.subtree if part.i < verb.i)
        first = verb.head.left_edge.i if not relative and verb.head.i < first else 0
    return bool(first > 1 and verb.doc[first - 1].text == ",")


def closes(verb: Any) -> bool:
    """A verb of saying that closes the sentence behind a comma ("..., the minister announced on Thursday").

    Parsers take it for a participle that modifies the speaker, and the speaker for an apposition, or the
    whole for a clause of the main verb.
    """
    if verb.tag_ not in ("VBD", "VBN"):
        return False
    if verb.dep_ == "acl":
        return bool(verb.head.dep_ == "appos" and not is_passive(verb))
    speaker = own_subject(verb)
    if speaker is None or verb.dep_ not in ("advcl", "conj", "dep") or is_passive(verb):
        return False
    first = speaker.left_edge
    return bool(first.i > 0 and first.nbor(-1).text == "," and not children(verb, "mark", "advmod"))


def beside(aside: Any, heads: Iterable[Any]) -> set[int]:
    """The clause that a verb of saying or "according to" is set beside, up to the next semicolon."""
    below = {part.i for part in aside.subtree}
    if aside.dep_ == "ROOT":
        below = {aside.i} | {
            part.i for child in aside.children if child.i > aside.i for part in child.subtree
        }
    below |= {part for head in heads for part in phrase(head, aside)}
    return statement(aside) - below


def around(preposition: Any, heads: Iterable[Any]) -> set[int]:
    """What "according to X" is said of: all when it opens or closes the sentence, else its own clause."""
    doc = preposition.doc
    below = {part.i for part in preposition.subtree} | {
        part for head in heads for part in phrase(head, preposition)
    }
    inside = [at for at in below if not doc[at].is_punct]
    closing = all(part.is_punct for part in doc[max(inside) + 1 :])
    whole = beside(preposition, heads)
    if closing or not any(not doc[at].is_punct for at in range(min(inside))):
        return whole
    verb = next((part for part in preposition.ancestors if part.pos_ in ("VERB", "AUX")), None)
    return whole & {part.i for part in verb.subtree} if verb is not None else whole
