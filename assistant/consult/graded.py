"""Questions about an inspection's grades: overall or of an area, best and worst, how they changed, why one was given.

A grade that the inspection does not give is not made up from others: that there is none is said, with those it gives.
A question that takes another grade for granted than the one given is corrected. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Query, State
from assistant.consult.said import Consulted, Quoted, aside, in_words, undated
from assistant.consult.visits import GRADE, Graded, Visit, grades_of, meant
from assistant.words import content_words, stem, stems
from ingest.report import Ref, written_day

_INSPECTION = r"(?:(?:re-?)?inspect\w*|ofsted|cqc|hmip?|hmicfrs|watchdogs?|regulators?)"
_GRADED = r"(?:grad(?:es?|ed|ings?)|rat(?:ed|ings?)|judge?ments?|judged|scored?|marks?|verdicts?|assessed as)"
_ASKED = re.compile(
    rf"\b(?:what|which|how|list|give|name)\b(?! many| much| long)[^?]*\b{_GRADED}\b(?! (?:of|for) (?:audit|file|case))"
    rf"|\bwhat (?:did|has|have) (?:{_INSPECTION}|the inspectors) (?:give|given|gave|make of) (?:us|them|it|[A-Z])"
    r"|\b(?:what|how) (?:\w+ ){0,3}?(?:get|got|come out|came out|fare[ds]?|rate|graded?) (?:\w+ ){0,2}?overall\b"
    rf"|^(?:and |so |but )?(?:did|has|have|is|was|were|are)\b[^?]*\b{_GRADED}\b[^?]*\b(?:up|down|better|worse|chang\w+"
    r"|improv\w+|same|drop\w*|rise|risen|fall|fallen|slip\w*)\b"
    rf"|^(?:and |so |but )?(?:did|was|were|is|are)\b[^?]*\b(?:get|got|given|rated|judged|graded)\b"
    rf"[^?]*\b{GRADE}\b",
    re.I,
)
_OTHER_GRADES = re.compile(
    r"\b(?:audits?|case files?|pay|salary|officers? grades?|gcse|exam\w*|a-?levels?|pupils?|homes?|schools?|rag|red"
    r"|amber|green|risks?|possible|available|scale|can|could|might|means?|staff"
    r"|(?:say|says|said|think|thought) about|previously|had been)\b",
    re.I,
)
_WHY = re.compile(
    rf"\b(?:why|how come|what made|what led)\b[^?]*\b(?:{_GRADED}|given|get|got|call(?:ed)?|found)\b"
    rf"[^?]*?\b(?P<grade>{GRADE})\b",
    re.I,
)
_BEST = re.compile(r"\b(?:best|highest|top|strongest|better than|most highly)\b", re.I)
_WORST = re.compile(r"\b(?:worst|lowest|weakest|poorest|bottom)\b", re.I)
_PART = re.compile(
    rf"\b(?:which|what|whose)\b(?: \w+){{0,2}}? (?:area|part|bit|service|aspect|element|{_GRADED})s?\b"
    rf"[^?]*\b(?:{_INSPECTION}|{_GRADED}|came out|come out|did best|did worst|was|were|is|got|did|had)\b",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:go(?:ne)? (?:up|down)|went (?:up|down)|chang\w*|improv\w*|better|worse|since|between|compared?|rise|risen"
    r"|rose|fall|fallen|fell|drop\w*|slip\w*|moved?|from)\b",
    re.I,
)
_ALL = re.compile(
    r"\b(?:all|each|every|grades|gradings|ratings|judgements|judgments|marks|breakdown|individual|separate|areas|across)\b",
    re.I,
)
_OVERALL = re.compile(r"\boverall\b|\bas a whole\b|\bin total\b|\bheadline\b|\bgeneral\b", re.I)
_WHETHER = re.compile(r"(?:and |so |but )?(?:is|are|was|were|did|does|do|has|have)\b", re.I)
_AREAS = (
    (r"\bcare[- ]leavers?|\bleav(?:ing|e|ers) care\b|\bleft care\b|\bcare[- ]experienced|\bformerly in care\b",
     r"care leavers|leaving care"),
    (r"\bin care\b|\blooked[- ]after|\bLAC\b|\bcared[- ]for\b|\bpermanence\b|\b(?:foster(?:ed|ing)?) (?:kids|children)",
     r"in care\b|looked[- ]after|permanence|cared for"),
    (r"\badopt\w+", r"adopt"),
    (r"\bleaders?\b|\bleadership\b|\bmanage(?:ment|rs)\b|\bgovernance\b|\bbosses\b|\btop brass\b|\bat the top\b",
     r"leader|leadership|management|governance"),
    (r"\bhelp and protection\b|\bprotect\w*|\bsafeguard\w*(?! (?:children )?board)|\bfront door\b"
     r"|\bneed(?:ing)? help\b|\bat risk\b",
     r"protection|safeguard|front door"),
)  # fmt: skip
_AREA_FORMS = tuple((re.compile(asked, re.I), re.compile(label, re.I)) for asked, label in _AREAS)
_OF_SERVICES = aside(
    "grade grades graded rating judgement judgment score mark overall whole headline single final official"
    " current inspection inspector ilacs jtai send result results outcome report letter visit framework give gave"
    " given get got receive received award awarded come came call called find found make made take put land landed"
    " end ended go went change changed improve improved better worse same up down drop dropped rise risen fall"
    " fallen slip slipped since between compare compared move moved best worst highest lowest top bottom strongest"
    " weakest poorest high low good bad area areas part parts bit aspect element individual separate breakdown"
    " service services work provision department child children kid kids young people person youth family families"
    " social care adult adults education local authority council county borough city district place town year"
    " years time times last latest recent previous first second earlier before after next original ones one half"
    " back again re-inspection reinspection effectiveness experience experiences progress performance impact"
    " practice history record fare fared do did"
)
_SCALE = {"outstanding": 4.0, "good": 3.0, "adequate": 2.5, "satisfactory": 2.5, "requir": 2.0, "inadequate": 1.0}


def says_graded(asked: str) -> bool:
    """Whether a question speaks of a judgement of a service so plainly that it need not say whose."""
    return bool(re.search(r"\b(?:judged|rated|graded|judge?ments?|grades?|ratings?)\b", asked, re.I)) and bool(
        _OVERALL.search(asked) or _areas(asked) or _WHY.search(asked) or _BEST.search(asked) or _WORST.search(asked)
    )


def _asks(query: Query, asked: str) -> bool:
    if _OTHER_GRADES.search(asked) or not _is_of_grades_alone(query, asked):
        return False
    ranked = (_BEST.search(asked) or _WORST.search(asked)) and _PART.search(asked)
    return bool(_WHY.search(asked) or _ASKED.search(asked) or ranked)


def _is_of_grades_alone(query: Query, asked: str) -> bool:
    """Whether nothing is left when areas, grades, inspectors, councils and dates are taken out: no "care plans"."""
    bare = undated(asked)
    for form, _ in _AREA_FORMS:
        bare = form.sub(" ", bare)
    bare = re.sub(rf"\b(?:{GRADE}|{_GRADED}|{_INSPECTION})\b", " ", bare, flags=re.I)
    councils = stems(" ".join(query.councils))
    left = {stem(word) for word in content_words(bare) if not any(letter.isdigit() for letter in word)}
    return not left - councils - _OF_SERVICES


def _answer(query: Query, asked: str, visits: Sequence[Visit]) -> Consulted | None:
    chosen = meant(query, query.standalone, [visit for visit in visits if grades_of(visit)])
    if not chosen:
        return None
    if why := _WHY.search(asked):
        return _other_grade(why["grade"], asked, chosen)
    if len(chosen) == 1 and (_BEST.search(asked) or _WORST.search(asked)):
        return _ranked(asked, chosen[0])
    if len(chosen) == 1 and not _areas(asked) and not _OVERALL.search(asked) and _ALL.search(asked):
        return _listed(chosen[0])
    found = [(visit, row) for visit in chosen for row in _of_area(asked, visit)]
    if not found:
        return _ungraded(chosen[0]) if len(chosen) == 1 and _OVERALL.search(asked) else None
    return _given(asked, found)


def _areas(asked: str) -> list[re.Pattern[str]]:
    return [label for form, label in _AREA_FORMS if form.search(asked)]


def _of_area(asked: str, visit: Visit) -> list[Graded]:
    """The grades of the areas named, else of the whole."""
    rows = grades_of(visit)
    areas = _areas(asked)
    if not areas:
        return [row for row in rows if row.is_overall][:1]
    return [row for row in rows if not row.is_overall and any(label.search(row.area) for label in areas)]


def _given(asked: str, found: Sequence[tuple[Visit, Graded]]) -> Consulted:
    """The grades themselves: of one inspection, or of several beside each other."""
    visits = list(dict.fromkeys(visit.card.name for visit, _ in found))
    first, last = found[0][1], found[-1][1]
    if len(visits) == 1:
        grades = list(dict.fromkeys(row.grade for _, row in found))
        said = f"{_sure(asked, grades[0])}, says" if len(grades) == 1 else "These are the grades in"
        lead = f"{said} the inspection report{_of_day(found[0][0])}."
        return Consulted(lead, tuple(_row(visit, row) for visit, row in found))
    rows = tuple(_row(visit, row, dated=True) for visit, row in found)
    if len(found) == len(visits) == 2 and _CHANGE.search(asked):
        return Consulted(_change(first.grade, last.grade), rows)
    return Consulted(f"{in_words(len(visits), 'inspection report')} give it.", rows)


def _sure(asked: str, grade: str) -> str:
    """ "No: requires improvement" where the question asks whether it was another grade, "Yes: good" where that one."""
    named = re.search(GRADE, asked, re.I) if _WHETHER.match(asked) else None
    if named is None:
        return _capital(grade)
    return f"{'Yes' if _worth(named[0]) == _worth(grade) else 'No'}: {grade}"


def _change(first: str, last: str) -> str:
    before, after = _worth(first), _worth(last)
    if before == after:
        return f"It stayed the same: {last}."
    return f"It went {'up' if after > before else 'down'}, from {first} to {last}."


def _ranked(asked: str, visit: Visit) -> Consulted | None:
    """ "Which area came out best?": every one of the highest grade, unless all have the same."""
    rows = [row for row in grades_of(visit) if not row.is_overall]
    worths = {_worth(row.grade) for row in rows}
    if not rows:
        return None
    if len(worths) == 1:
        lead = f"None stands out: all are {rows[0].grade}, in the inspection report{_of_day(visit)}."
        return Consulted(lead, tuple(_row(visit, row) for row in rows))
    wanted = min(worths) if _WORST.search(asked) else max(worths)
    top = [row for row in rows if _worth(row.grade) == wanted]
    return Consulted(
        f"{_capital(top[0].grade)} was the {'lowest' if _WORST.search(asked) else 'highest'} grade.",
        tuple(_row(visit, row) for row in top),
    )


def _listed(visit: Visit) -> Consulted:
    rows = grades_of(visit)
    return Consulted(
        f"{in_words(len(rows), 'grade')} in the inspection report{_of_day(visit)}.",
        tuple(_row(visit, row) for row in rows),
    )


def _ungraded(visit: Visit) -> Consulted:
    """That an inspection gave no grade for the whole, and which it did give."""
    return Consulted(
        f"The inspection report{_of_day(visit)} has no grade for the whole; it has these.",
        tuple(_row(visit, row) for row in grades_of(visit)),
        State.NOT_IN_REPORTS,
    )


def _other_grade(taken: str, asked: str, visits: Sequence[Visit]) -> Consulted | None:
    """ "Why was it given a good?": that it was given another grade; nothing where it was given that one."""
    found = [(visit, row) for visit in visits for row in _of_area(asked, visit)]
    if not found or any(_worth(row.grade) == _worth(taken) for _, row in found) or len(visits) > 1:
        return None
    visit, row = found[0]
    lead = f"It was not: the grade was {row.grade}, in the inspection report{_of_day(visit)}."
    return Consulted(lead, tuple(_row(visit, one) for visit, one in found), State.FALSE_PREMISE)


def _row(visit: Visit, row: Graded, *, dated: bool = False) -> Quoted:
    day = written_day(visit.card.header.as_at) if dated else ""
    return Quoted(", ".join(filter(None, (day, row.heading))), Ref(visit.card.name, row.para), row.quote)


def _of_day(visit: Visit) -> str:
    day = written_day(visit.card.header.as_at)
    return f" of {day}" if day else ""


def _worth(grade: str) -> float:
    plain = grade.lower()
    return next((worth for word, worth in _SCALE.items() if plain.startswith(word)), 0.0)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


on_grades = (_asks, _answer)
