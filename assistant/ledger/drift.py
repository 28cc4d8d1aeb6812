"""How a paper's wording of a recommendation differs from the inspector's own. Pure.

Compared are the words that carry the subject, by their stems; references to paragraphs are left out. Dropping some is
narrower, adding some wider, both different; a single word of a long recommendation is no drift, a changed figure is.
A short name ("dental checks") is no wording and cannot drift.
"""

from __future__ import annotations

import re

from assistant.words import content_stems

_REFERENCES = re.compile(r"\s*\((?:see )?(?:paragraphs?|paras?)\b[^()]*\)", re.I)
_FRAMEWORK = re.compile(r"\s*[(\[][^()\[\]]*\bnational framework[^()\[\]]*[)\]]", re.I)
_SOME = 2  # words that make a difference in a recommendation of ordinary length
_SHARE = 0.12  # or this share of a short one's
_FEW = 4  # words that carry a subject: fewer are a name
_MOST = 0.6  # of a paper's words, to be the recommendation though it begins otherwise


def drift(inspectors: str, papers: str) -> str:
    """ "", "narrower", "wider" or "different": a paper's wording against the inspector's."""
    own, said = _subject(inspectors), _subject(papers)
    if not is_wording(inspectors, papers):
        return ""
    lost, gained = own - said, said - own
    narrower, wider = _matters(lost, own), _matters(gained, own)
    if (narrower and wider) or (_figures(lost) and _figures(gained)):
        return "different"
    return "narrower" if narrower else "wider" if wider else ""


def is_wording(inspectors: str, papers: str) -> bool:
    """Whether the paper puts the recommendation in words of the same kind, and does not only name or report on it."""
    own, said = _subject(inspectors), _subject(papers)
    shared = len(own & said)
    if len(said) < _FEW:
        return False
    return shared * 2 >= len(said) if _first(inspectors) == _first(papers) else shared > _MOST * len(said)


def likeness(inspectors: str, papers: str) -> float:
    """How much of the paper's words are the recommendation's, from 0 to 1."""
    own, said = _subject(inspectors), _subject(papers)
    return len(own & said) / len(said) if said else 0.0


def _subject(text: str) -> frozenset[str]:
    plain = _FRAMEWORK.sub("", _REFERENCES.sub("", text)).replace("-", " ")
    return content_stems(plain)


def _first(text: str) -> str:
    words = re.findall(r"\w+", text.casefold())
    return next((word for word in words if word not in {"the", "a", "an", "to"}), "")


def _matters(words: frozenset[str], own: frozenset[str]) -> bool:
    return len(words) >= _SOME or len(words) > _SHARE * len(own)


def _figures(words: frozenset[str]) -> bool:
    return any(any(letter.isdigit() for letter in word) for word in words)
