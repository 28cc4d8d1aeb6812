"""What a statement claims of a thing: how it stands, which way it goes, how firmly, why, and that it holds now.

Each such word is borne by a word of its class in a cited sentence or in what that sentence leans on; where the pairs
are judged (`pairs`) it must stand beside its thing too. A word that holds on the day it is read needs the paper's date
in the same sentence, or to be the paper's own.
"""

from __future__ import annotations

import re

from assistant.verify.anchors import said_in
from assistant.verify.borne import Borne
from assistant.verify.lists import classes, classes_in
from assistant.verify.names import runs_in
from assistant.verify.polarity import nearest
from assistant.words import content_words, stem, stems

_TABLES = ("statuses", "directions", "strong", "causes", "times")
_LOOSE = {  # a class that a word of another also bears
    "statuses": {
        "complete": {"met", "closed"},
        "met": {"complete"},
        "closed": {"complete"},
        "approved": {"decided"},
        "endorsed": {"approved"},
        "decided": {"approved", "refused", "deferred", "noted", "withdrawn", "imposed", "lifted"},
        "outstanding": {"progress"},
        "progress": {"partial", "on_track", "begun"},
        "begun": {"commissioned"},
        "late": {"deferred"},
        "deferred": {"late"},
        "withdrawn": {"lifted", "closed"},
        "lifted": {"withdrawn"},
        "imposed": {"published"},
        "won": {"commissioned"},
    },
    "directions": {
        "more": {"up"},
        "less": {"down"},
        "up": {"more"},
        "down": {"less"},
        "better": {"up"},
        "at_least": {"more"},
        "at_most": {"less", "until"},
        "until": {"at_most", "before"},
        "after": {"at_once"},
        "same": set(),
    },
    "strong": {"best": {"must"}, "must": {"must"}, "fully": {"always"}},
    "times": {"still": {"now"}, "now": {"still"}},
}
_GIVEN = 0.5  # share of the words of a cause that must stand by a word for "because"
_BARE = {"until", "about"}  # words with so many uses that their absence says nothing
_POST = re.compile(
    r"\b(?:chair\w*|director|leader|chief executive|commissioner|head of|manager|mayor|lead member|officer"
    r"|member of)\b",
    re.I,
)


def claim_fault(said: str, borne: Borne) -> str:
    whole = borne.text
    spoken = frozenset(stem(word) for word in content_words(said))
    near = "\n".join(unit.text for _, unit in nearest(spoken, borne))
    for table in _TABLES:
        held = classes_in(table, near if table == "times" else whole)
        for claimed in sorted(classes_in(table, said) - held):
            if claimed in _BARE or _LOOSE.get(table, {}).get(claimed, set()) & held:
                continue
            if table == "times" and _dated(said, borne) and claimed != "soon":
                continue
            word = classes(table)[claimed].search(said)
            return f"no cited paragraph says “{word[0] if word else claimed}”"
    return _uncaused(said, borne) or _holds_now(said, borne)


def _uncaused(said: str, borne: Borne) -> str:
    """A cause or consequence that no cited sentence gives as one."""
    cue = classes("causes")["cause"].search(said)
    if not cue:
        return ""
    given = {stem(word) for word in content_words(said[cue.end() :])} or {stem(w) for w in content_words(said)}
    for unit in borne.units:
        held = stems(f"{unit.text} {unit.around}")
        if classes_in("causes", unit.text) and sum(word in held for word in given) >= _GIVEN * len(given):
            return ""
    return f"no cited sentence gives what it gives with “{cue[0]}”"


def _dated(said: str, borne: Borne) -> bool:
    """Whether a statement gives the day of a paper that it cites."""
    days = {anchor.value for anchor in said_in(said) if anchor.kind == "date"}
    return bool(days & borne.days)


def _holds_now(said: str, borne: Borne) -> str:
    """Nobody is said to hold a post today: a paper knows only its own day."""
    now = classes("times")["now"].search(said)
    names = [run for run, _ in runs_in(said) if len(run) > 1]
    if now and names and _POST.search(said) and not _dated(said, borne):
        return f"it says “{now[0]}” of who holds a post"
    return ""
