"""What a statement claims of a thing: how it stands, which way it goes, how firmly, why, and that it holds now.

A word for how a thing stands is borne by a word of its class in the cited papers; "most", "best" and "fully" by one in
the sentence itself. What is denied or still to be is no claim. A soft word ("more", "before", "still") is none either:
it falls only where the nearest clause says the opposite (`polarity`, `ways`). A cause stands where the paper gives it
as one or sets the two side by side. "Now" needs the paper's date in the same sentence, or to be the paper's own.
"""

from __future__ import annotations

import re
from calendar import month_name

from assistant.verify.anchors import said_in
from assistant.verify.borne import Borne
from assistant.verify.firmness import verbs
from assistant.verify.lists import as_judged, classes, classes_in, plain, word_set
from assistant.verify.names import runs_in
from assistant.verify.number_words import in_digits
from assistant.verify.polarity import denied_in, nearest
from assistant.verify.segments import clauses
from assistant.verify.ways import by_figures
from assistant.words import content_stems, content_words, stem, stems
from ingest.report import normalise

_TABLES = ("statuses", "directions", "strong", "causes", "times")
_LOOSE = {  # a class that a word of another also bears
    "statuses": {
        "complete": {"met"},
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
_BESIDE = 0.75  # and where the paper has no word of cause: it sets the two side by side
_GRADES = frozenset({"inadequate", "improvement", "good", "outstanding"})  # a clause that gives one gives no other
_GRADED = frozenset(map(stem, "inadequate requires improvement good outstanding".split()))  # which clause it is of
_RESOLVED = {"approved", "decided"}  # what minutes record was decided, whatever word they have for it
_BEARS = {  # words that bear a class without being of it
    "late": re.compile(
        r"\b(?:delay\w*|wait\w*|drift\w*|untimely|too long|(?:not|never|rarely)\b[^.;]{0,40}\b(?:time|prompt)\w*)", re.I
    ),
    "daily": re.compile(r"\b(?:seven[- ]days|24[- ]hours?|24/7|7[- ]days)\b", re.I),
}
_SOFT = word_set("soft")  # classes of words with so many uses that their absence says nothing
_EARLIER = r"(?:before|earlier|ago|previously)\b"
_TO_BE = re.compile(r"\b(?:to|will|would|should|may|could) be $")
_THEN = re.compile(r"\b(?:was|were|had) (?:\w+ )?now\b")  # a "now" of the past
_ABOUT = 0.6  # share of the best sentence's score from which another may bear "most" or "best"
_BESIDES = {"best", "worst", "most", "fully"}  # what must be said in the cited sentence itself
_MONTH = re.compile(rf"(?<!\d )\b(?:{'|'.join(list(month_name)[1:])})\b(?! \d)")  # with no day and no year
_POST = re.compile(
    r"\b(?:chair\w*|director|leader|chief executive|commissioner|head of|manager|mayor|lead member|officer"
    r"|member (?:of|for)|DCS)\b",
    re.I,
)


def claim_fault(said: str, borne: Borne) -> str:
    """Which word claims a standing, a degree, a cause or a time that the cited paragraphs do not; "" for none."""
    spoken = content_stems(said)
    near = "\n".join(unit.text for _, unit in nearest(spoken, borne))
    parts = [nearest(_telling(part), borne, _ABOUT) for part in clauses(said)]
    beside = classes_in("strong", "\n".join(unit.text for part in parts for _, unit in part))
    graded_in = "\n".join(clause for part in parts for clause, _ in part)
    for table in _TABLES:
        held = classes_in(table, near if table == "times" else borne.text) - (_BESIDES - beside)
        graded = classes_in(table, graded_in) & _GRADES
        for claimed in sorted(classes_in(table, said) - (held - (_GRADES - graded if graded else graded)) - _SOFT):
            if _LOOSE.get(table, {}).get(claimed, set()) & held or (claimed in _RESOLVED and borne.met):
                continue
            if claimed in {"up", "down"} and by_figures(said):
                continue
            if claimed == "now" and (_THEN.search(said) or _dated(said, borne)):
                continue
            if claimed in _BEARS and _BEARS[claimed].search(borne.text):
                continue
            if word := _asserted(classes(table)[claimed], as_judged(said)):
                return f"no cited paragraph says “{word}”"
    if by_figures(said) and _backwards(said, borne):
        return "the change goes from the later figure to the earlier"
    if month := next((m[0] for m in _MONTH.finditer(said) if m[0] not in f"{borne.text} {borne.days}"), ""):
        return f"no cited paragraph says “{month}”"
    return _uncaused(said, borne) or _holds_now(said, borne)


def _telling(part: str) -> frozenset[str]:
    """The stems that tell which cited clause a clause is told of: without the grade it gives, where others do."""
    spoken = frozenset(map(stem, content_words(part)))
    return spoken - _GRADED if len(spoken - _GRADED) > 1 else spoken


def _backwards(said: str, borne: Borne) -> bool:
    """Whether the figure that a change is said to end at is one that the paper gives for an earlier time."""
    ends = re.findall(r"\bto £?(\d[\d.,]*\d|\d)", in_digits(normalise(said), one=True))
    text = in_digits(normalise("\n".join(unit.text for unit in borne.units)), one=True)
    forms = (
        rf"(?<![\d.,]){re.escape(end)}\b[^\d;,.]{{0,30}}\b{_EARLIER}"
        rf"|\b{_EARLIER}[^\d;.]{{0,20}}(?<![\d.]){re.escape(end)}(?!\d)"
        for end in ends
    )
    return any(re.search(form, text) for form in forms)


def _asserted(pattern: re.Pattern[str], said: str) -> str:
    """The first word of a class that a statement neither denies nor tells as planned or asked for; "" for none."""
    words = (
        match[0] for match in pattern.finditer(said) if not re.search(r"\b(?:not|at) $", said[: match.start()], re.I)
    )
    loose = denied_in(said) | verbs(said).on()
    return next((word for word in words if not stems(word) & loose and not _TO_BE.search(said.partition(word)[0])), "")


def _uncaused(said: str, borne: Borne) -> str:
    """A cause or consequence that no cited sentence gives as one, nor sets beside what it is said of."""
    cue = classes("causes")["cause"].search(said)
    if not cue or "cause" not in classes_in("causes", said):
        return ""
    every = content_stems(said)
    told = content_stems(re.split("[,;]", said[cue.end() :])[0]) - plain()
    given = frozenset(word for word in told if not word[0].isdigit() and word[0] != "£") or every
    before = content_stems(said[: cue.start()])
    for unit in borne.units:
        if classes_in("causes", unit.text):
            held = stems(f"{unit.text} {unit.around}")
            if len(given & held) >= _GIVEN * len(given):
                return ""
        elif _held(given, unit.text) >= _BESIDE and _held(before, f"{unit.text} {unit.around}") >= _GIVEN:
            return ""
    return f"no cited sentence gives what it gives with “{cue[0]}”"


def _held(spoken: frozenset[str], text: str) -> float:
    """The share of some words that a text has; 1.0 where there are none."""
    return len(spoken & stems(text)) / len(spoken) if spoken else 1.0


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
