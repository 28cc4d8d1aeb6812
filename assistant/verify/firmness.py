"""How firmly a thing is said: a deed, a plan, or what is asked for or may be.

A verb that hangs on "will", "should", "may" or "to" tells no deed. A statement falls where it tells as done what its
paper has only so, as sure what its paper has as asked for or possible, or as still to be what its paper has as done.
Anything weaker than the paper is let be: "was asked to agree" and "the plan is to" assert no deed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.borne import Unit
from assistant.verify.lists import classes_in, groups, pasts
from assistant.words import FUNCTION_WORDS, content_words, stem, stems

_TOKEN = re.compile(r"[A-Za-z][\w’'-]*|\d[\w.,]*|[;:|.,]")
_MODALS = {
    "will": "will",
    "shall": "will",
    "should": "ask",
    "must": "ask",
    "ought": "ask",
    "may": "may",
    "might": "may",
}
_SOFT = frozenset({"would", "could", "can", "cannot"})
_BEFORE_VERB = frozenset("not also then now be have been being only never both either fully together".split())
_MIGHT = frozenset({"should", "ought", "might"})  # "should have been ready"
_SURE_TO = frozenset(
    {"is", "are", "due", "set", "going", "about", "waiting", "yet", "still"}
)  # "is to be lifted" is a plan as "will be" is
_REAL_TO = frozenset("continu began begin start help use manag abl come go seem appear judg find deem".split())
_OPENS = frozenset(
    map(
        stem,
        "recommend propose ask request expect plan intend suggest advise hope want urge consider"
        " estimate profile budget forecast project schedule".split(),
    )
)
_OPENED = {stem(word): "bid" for word in "recommend propose ask request suggest advise urge want hope".split()}
_BE = frozenset("is are was were been being".split())
_SAME = frozenset("let put cut set shut hit cost read spread".split())  # past forms that are also the verb
_MAKES_ASK = frozenset("motion motions proposal proposals request requests option options application bid".split())
_LETTERS = 3  # letters that the mark of a list item has fewer than: "(B) close Ferry Road"
_TURNS = frozenset("but although though while whereas however".split())
_IFS = frozenset("if once when unless until".split())
_NO_DEED = frozenset("the a an its their his her our this that being".split())  # before a form that is no predicate
_NAMES_DEED = frozenset({"to", "for"})  # before a form in "-ing" that names a deed and tells none
_OPTIONS = re.compile(r"\boptions?\b", re.I)
_OBJECT = frozenset("a an the that its their all this".split())
_RESOLVED = re.compile(r"\b(?:RESOLVED|[Rr]esolved|agreed|AGREED|decided)\b")
_ASKED = re.compile(r"\b(?:asked|invited|recommended|requested) to\b")
_WHOSE = {"who", "what"}  # whose deed only tells of whom or what a thing is said
_REACH = 3  # words between what opens a clause and its "that"; between "if" and its verb
_SAYING = """say find rate deem state report note describe explain write tell ask propose recommend want require
 oblige judge go think"""
SAID = frozenset(map(stem, _SAYING.split()))
_CONDITION = re.compile(r" (?:if|unless|provided that|as long as|on condition that) ")
_IF_FIRST = re.compile(r"^(?:If|Provided that) (?P<if>[^,]+), (?P<then>.+)")
_TOLD = 0.6  # share of what is said on a condition that a clause must repeat, to leave the condition out
_PREFERS = re.compile(r"\b(?:recommend(?:s|ed)?|propose[sd]?)\b")
_RECOMMENDING = re.compile(r"\b(?:recommend|propos|prefer|advis|suggest|ask|request|urg|seek|sought|move)\w*", re.I)
_WAS = re.compile(r"\b(?:was|were|had|has|have)\b")
_BEEN = re.compile(rf"\bbeen (?:{'|'.join(sorted(_SAME))})\b")
_HAS = re.compile(r"\b(?:has|have) (?:also |now |already |since )?([a-z]+)")
_ASKS = re.compile(
    r"\b(?:should|must|ought|needs?|requir|recommend|propos|advis|ask|request|urg|invit|want|oblig|call|priority)", re.I
)
_ALREADY = re.compile(r"\balready\b")


@dataclass(frozen=True, slots=True)
class Verbs:
    """The stems of a text's words: those that hang on a word that makes them no deed, and those told as done."""

    bound: tuple[
        tuple[str, str], ...
    ]  # with what they hang on: "will", "ask", "may", "bid" for a motion or a proposal, "order", or "soft" for the rest
    done: frozenset[str]  # in a past form
    free: frozenset[str]  # that hang on none

    def on(self, *kinds: str) -> frozenset[str]:
        return frozenset(verb for verb, kind in self.bound if kind in kinds or not kinds)


@lru_cache(maxsize=20_000)
def verbs(text: str) -> Verbs:
    """What a text tells as done, and what it tells as planned, asked for or possible."""
    tokens = _TOKEN.findall(text)
    bound: list[tuple[str, str]] = []
    done, free = set(), set()
    optional = bool(_OPTIONS.search(text))
    kind, unsure, iffy = "", "", -9
    opened, opener = -9, ""
    for at, token in enumerate(tokens):
        word = token.casefold()
        base = stem(pasts().get(word, word))
        optional = optional and not (token in {",", ";"} or word == "or")
        if token in {";", ".", "|", ":"}:
            kind, unsure, iffy = "", "", -9
        elif hung := _hangs(tokens, at) or ("soft" if word == "be" and not kind else ""):
            kind = kind if hung == "soft" and kind and tokens[at - 1] == "have" else hung
        elif kind == "will" and word == "have" and tokens[at + 1 : at + 2] != ["been"]:
            kind, unsure = "will", unsure or "soft"  # "will have its number reduced"
        elif (kind and (word in _BEFORE_VERB or word.endswith("ly"))) or word == ",":
            continue
        elif word in _IFS:
            iffy = at
        elif word in FUNCTION_WORDS and word not in pasts():
            if word in {"that", "whether"} and at - opened <= _REACH:
                unsure = unsure or ("may" if word == "whether" else _OPENED.get(opener, "soft"))
            kind, unsure = "", "" if word in _TURNS else unsure
        elif word.endswith("ing") and len(word) > 5 and (optional or tokens[at - 1] in _NAMES_DEED):
            bound.append((base, "may" if optional else "soft"))
        elif kind or unsure or 0 < at - iffy <= _REACH + 2 or _imperative(tokens, at):
            bound.append((base, _how(kind, unsure, ordered=_imperative(tokens, at))))
            joined = tokens[at + 1 : at + 2] in (["and"], ["or"]) and kind
            kind = kind if joined else ""
            opened, opener = (at, base) if base in _OPENS else (opened, opener)
        else:
            free.add(base)
            opened, opener = (at, base) if _opens(tokens, at, base) else (opened, opener)
            if at and tokens[at - 1] == "did":
                done.add(base)
            if at and tokens[at - 1].casefold() in _BE and word in _SAME:
                done.add(base)
            if (
                token[0].islower()
                and tokens[at - 1].casefold() not in _NO_DEED
                and not tokens[at - 1].endswith("ing")
                and _past(word)
                and not _WHOSE & set(tokens[max(0, at - 3) : at])
            ):
                done.add(base)
    return Verbs(tuple(bound), frozenset(done), frozenset(free))


def _how(kind: str, unsure: str, *, ordered: bool) -> str:
    """What a verb hangs on: the stronger of its own modal word and of what opens its clause."""
    if unsure in {"may", "bid"} or (unsure and kind in {"", "soft"}):
        return unsure
    return kind or ("order" if ordered else "soft")


def _opens(tokens: list[str], at: int, base: str) -> bool:
    """Whether a word opens what is asked or planned; "recommendation 3" does not."""
    return base in _OPENS and at + 1 < len(tokens) and not tokens[at + 1][0].isdigit()


def _past(word: str) -> bool:
    return word in pasts() or (word.endswith("ed") and len(word) > 4)


def _imperative(tokens: list[str], at: int) -> bool:
    """Whether a word opens an order: "Recruit a permanent head of service"."""
    opens = at == 0 or tokens[at - 1] in {":", ";", "|", "."}
    if at == 1 and len(tokens[0]) < _LETTERS and tokens[0].casefold() not in FUNCTION_WORDS and tokens[1].islower():
        return tokens[2:3] != [] and (tokens[2] in _OBJECT or tokens[2][0].isupper()) and not _past(tokens[1])
    follows = tokens[at + 1 : at + 2]
    plain = tokens[at][0].isupper() and not tokens[at].endswith(("s", "ed", "ing"))
    return opens and plain and bool(follows) and follows[0] in _OBJECT


def _hangs(tokens: list[str], at: int) -> str:
    """What a modal word, or the "to" of an infinitive, makes of the verb behind it; "" for any other word."""
    token, word = tokens[at], tokens[at].casefold()
    if word in _SOFT or (token == "Should" and at == 0):  # "Should Cabinet agree"
        return "soft"
    if token != "May" and word in _MODALS:
        return "soft" if word in _MIGHT and tokens[at + 1 : at + 2] == ["have"] else _MODALS[word]
    before = tokens[at - 1].casefold() if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if (
        word != "to"
        or not after[:1].islower()
        or after.endswith("ing")
        or before == "as"
        or (after in FUNCTION_WORDS and after not in _BEFORE_VERB)
    ):
        return ""
    if stem(pasts().get(before, before)) in _REAL_TO:
        return ""
    if before in _MAKES_ASK or stem(before) in _OPENED:
        return "bid"
    return "will" if before in _SURE_TO and after == "be" else "soft"


def firm_fault(
    clause: str, sentence: str, near: Sequence[tuple[str, Unit]], *, met: bool, denied: frozenset[str]
) -> str:
    """Why a clause of a sentence is told more firmly than the cited clauses nearest to it, or less than done."""
    own = verbs(clause).free | verbs(clause).on()
    mine, theirs = verbs(sentence), _joined(tuple(dict.fromkeys(unit for _, unit in near)))
    done = own & mine.done - mine.on() - denied - SAID - _OPENS - (frozenset() if _BEEN.search(clause) else _SAME)
    hung = theirs.on() - theirs.free
    for verb in sorted(done - theirs.done):
        if verb in hung or (_alike(verb, hung) and not _alike(verb, theirs.free)):
            return f"a plan, an ask or a possibility is told as done: “{clause}”"
    if own & _perfect(clause) & theirs.free - theirs.done - theirs.on():
        return f"what is to come is told as done: “{clause}”"
    told = classes_in("modes", sentence) or mine.free & _OPENS
    if (
        (done or _ALREADY.search(clause))
        and not classes_in("modes", clause)
        and not any(_alike(verb, theirs.done) for verb in own)
        and all(map(_only_hung, near))
    ):
        return f"a plan, an ask or a possibility is told as done: “{clause}”"
    unsure = (theirs.on("ask", "may", "bid") - theirs.free) - theirs.on("will", "soft")
    ordered = theirs.on("order") - theirs.free - theirs.on("will", "soft")
    if own & ((unsure | ordered) & mine.on("will") | (unsure & mine.free if not told else frozenset())):
        return f"what is asked for or possible is told as sure: “{clause}”"
    if own & mine.on("will", "ask") & theirs.on("may") - theirs.on("will", "ask", "soft") - theirs.free:
        return f"what is possible is told as sure: “{clause}”"
    if own & mine.on("will", "ask", "may") & theirs.done - theirs.on():
        return f"what is done is told as still to be: “{clause}”"
    if _PREFERS.search(clause) and not any(_recommends(unit) for _, unit in near):
        return f"no cited sentence recommends it: “{clause}”"
    if mine.on("ask") & own and not met and not any(_asks(unit) for _, unit in near):
        return f"no cited sentence asks for it: “{clause}”"
    if all(_leaves_out(clause, theirs) for theirs, _ in near):
        return f"it leaves out the condition: “{clause}”"
    leads = [f"{unit.lead_in}\n{unit.text}" for _, unit in near]
    if _ASKED.search(clause) and any(map(_RESOLVED.search, leads)) and not any(map(_ASKED.search, leads)):
        return f"what was decided is told as asked for: “{clause}”"
    return ""


def _perfect(clause: str) -> frozenset[str]:
    """The verbs behind "has" and "have"."""
    found = _HAS.findall(clause)
    return frozenset(stem(pasts().get(word, word)) for word in found if _past(word))


def _leaves_out(clause: str, theirs: str) -> bool:
    """Whether a clause tells what a cited clause says only on a condition, and nothing of the condition."""
    if fronted := _IF_FIRST.match(theirs):
        theirs = f"{fronted['then']} if {fronted['if']}"
    if not _CONDITION.search(theirs) or _CONDITION.search(f" {clause[:1].lower()}{clause[1:]}"):
        return False
    before, after = (frozenset(map(stem, content_words(part))) for part in re.split(_CONDITION, theirs, maxsplit=1))
    mine = stems(clause)
    return bool(before) and len(before & mine) >= _TOLD * len(before) and not (after - before) & mine


def _recommends(unit: Unit) -> bool:
    """Whether a cited sentence recommends or asks for anything."""
    return unit.advises or bool(_RECOMMENDING.search(f"{unit.text}\n{unit.lead_in}"))


def _asks(unit: Unit) -> bool:
    """Whether a cited sentence, or what it leans on, asks for something."""
    text = f"{unit.text}\n{unit.lead_in}"
    return unit.advises or bool(_ASKS.search(text) or _RESOLVED.search(f"{text}\n{unit.around}"))


def _joined(units: tuple[Unit, ...]) -> Verbs:
    """The verbs of some cited sentences. What a resolution is to do is decided; what a recommendation says is not."""
    bound: set[tuple[str, str]] = set()
    done: set[str] = set()
    free: set[str] = set()
    for unit in units:
        found = verbs(unit.text)
        if _RESOLVED.search(unit.lead_in) or _RESOLVED.match(unit.text):
            done |= found.done | found.on()
            free |= found.free | found.on()
        elif unit.advises or "advised" in classes_in("modes", unit.lead_in):
            told = found.done if _WAS.search(unit.text) else frozenset()
            bound |= set(found.bound) | {(verb, "ask") for verb in found.free - told}
            done, free = done | told, free | told
        else:
            bound, done, free = bound | set(found.bound), done | found.done, free | found.free
    return Verbs(tuple(bound), frozenset(done), frozenset(free))


def _only_hung(near: tuple[str, Unit]) -> bool:
    """Whether a cited clause tells no deed."""
    clause, unit = near
    unsure = classes_in("modes", clause) or unit.advises
    return bool(unsure) and (not verbs(clause).done - SAID - _OPENS or "conditional" in classes_in("modes", clause))


@lru_cache(maxsize=20_000)
def _alike(verb: str, others: frozenset[str]) -> bool:
    """Whether one of these is the verb, or a plain word for it."""
    mine = groups().get(verb, frozenset())
    return verb in others or any(mine & groups().get(other, frozenset()) for other in others)
