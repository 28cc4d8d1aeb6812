"""What committees do, as verbs: every form of "note", "agree" and the like, and the infinitive it belongs to. Pure.

The list is of what papers ask of a committee and minutes record of one, not of what officers or partners do: "ensure",
"improve" and "develop" are an inspector's words to a council and are left out, so that a list of those is never taken
for a list of asks.
"""

from __future__ import annotations

import re

_VERBS = """accept acknowledge adopt affirm agree amend appoint approve ask authorise award challenge champion comment
commend confirm consider decide declare decline defer delegate delete determine direct discuss endorse establish express
grant instruct invite monitor nominate note ratify reaffirm receive recognise recommend refer refuse reject remit
request rescind resolve review sanction scrutinise support thank waive welcome withdraw"""
_IN_LISTS = """advise agree allocate arrange bring champion commit consult continue contribute create hold identify
include implement lead make provide publish release report seek set submit take transfer undertake write"""
_IRREGULAR = {
    "bring": ("brought",),
    "hold": ("held",),
    "lead": ("led",),
    "make": ("made",),
    "seek": ("sought",),
    "set": ("set",),
    "take": ("took", "taken"),
    "undertake": ("undertook", "undertaken"),
    "withdraw": ("withdrew", "withdrawn"),
    "write": ("wrote", "written"),
}
_DOUBLED = {"commit", "defer", "refer", "remit", "submit", "transfer"}


def _past(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb in _DOUBLED:
        return (f"{verb}{verb[-1]}ed",)
    return (f"{verb}d" if verb.endswith("e") else f"{verb[:-1]}ied" if re.search("[^aeiou]y$", verb) else f"{verb}ed",)


def _third(verb: str) -> str:
    if re.search("(?:s|sh|ch|x)$", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search("[^aeiou]y$", verb) else f"{verb}s"


def _american(form: str) -> str:
    return re.sub(r"(author|recogn|scrutin)is", r"\1iz", form)


def _spelled(verbs: str) -> dict[str, str]:
    """Every spelling of the base and the third person of these verbs, to the infinitive."""
    forms = {form: verb for verb in verbs.split() for form in (verb, _third(verb))}
    return forms | {_american(form): verb for form, verb in forms.items()}


PRESENT = _spelled(_VERBS)  # "note", "notes"
IN_LISTS = _spelled(_IN_LISTS)  # what an item of a list may be besides, where its lead-in has made it an ask
_PASTS = {form: verb for verb in f"{_VERBS} {_IN_LISTS}".split() for form in _past(verb)}
PAST = _PASTS | {_american(form): verb for form, verb in _PASTS.items()}  # "noted", "withdrawn"
DECIDED = {form: verb for form, verb in PAST.items() if verb in PRESENT}

_NOUNS = {
    "approval": "approve",
    "agreement": "agree",
    "endorsement": "endorse",
    "support": "support",
    "authority": "delegate",
    "comments": "comment",
    "consideration": "consider",
}
_ADVERB = re.compile(
    r"(?:(?:should|shall|formally|fully|jointly|also|further|hereby|again|in principle|now|then|\w+ally),?\s+)+", re.I
)
_JOINED = re.compile(r"\b(?:and|to)\s+(?:to\s+|also\s+|that\s+)?([a-z]+)\b", re.I)
_PASSIVE = re.compile(r"\b(?:be|is|are|was|were|been)\s+(?:not\s+)?(?:\w+ly\s+)?([a-z]+)\b", re.I)


def first_word(words: str) -> str:
    """The first word that is no adverb and no "to", case folded."""
    bare = re.sub(r"^to\s+", "", words.strip(), flags=re.I)
    match = re.match(r"[A-Za-z]+", _ADVERB.sub("", bare, count=1) if _ADVERB.match(bare) else bare)
    return match[0].casefold() if match else ""


def leading_verb(words: str, *, listed: bool = False) -> str:
    """The infinitive of the verb a phrase begins with: "To note the plan", "notes the plan", "noted the plan"; "" where
    it begins with none.

    Args:
        words: the phrase, without label.
        listed: whether its lead-in has said that it is an ask or a decision, so that more verbs count.
    """
    word = first_word(words)
    found = PRESENT.get(word) or DECIDED.get(word)
    return found or ((IN_LISTS.get(word) or "") if listed else "")


def passive_verbs(words: str) -> tuple[str, ...]:
    """The infinitives of what is to be done in a clause of the form "that the plan be noted", in order."""
    return tuple(DECIDED[form] for form in (m[1].casefold() for m in _PASSIVE.finditer(words)) if form in DECIDED)


def all_verbs(words: str) -> frozenset[str]:
    """Every verb by which words decide or ask: "noted the report and agreed the plan"."""
    joined = (DECIDED.get(form.casefold()) or PRESENT.get(form.casefold()) for form in _JOINED.findall(words))
    leading = leading_verb(re.sub(r"^\W*(?:that\s+)?(?:the\s+)?(?:[A-Z]\w*\s+){0,6}?(?=[a-z])", "", words))
    return frozenset(filter(None, (leading_verb(words), leading, *joined, *passive_verbs(words))))


def verb_of(words: str, default: str = "agree") -> str:
    """The verb of an ask or decision, however it is put: leading, passive, or as a noun ("that approval be given")."""
    if leading := leading_verb(words, listed=True):
        return leading
    bare = re.sub(r"^(?:that|to)\s+", "", words.strip(), flags=re.I)
    if re.search(r"\b(?:delegated\s+(?:authority|powers?)|authority\s+(?:\w+\s+){0,2}delegated)\b", bare, re.I):
        return "delegate"
    noun = _NOUNS.get(first_word(bare), "")
    if noun:
        return noun
    passive = passive_verbs(bare)
    return passive[0] if passive else default
