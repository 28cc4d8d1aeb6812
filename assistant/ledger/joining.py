"""Which recorded decision answers which ask: of one committee, at one meeting, on one item. Pure.

Minutes are joined item by item: first the paper whose title the item bears, or whose asks its decisions repeat; then
ask and decision by the words they share, their verb and their order. "That the recommendations be agreed" answers every
ask of its paper. A decision told by a later paper has no item and must share the words themselves. What is not sure is
not joined: an ask without its decision is said to have none in the papers held, and the decision has its own row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.ledger.likeness import other_figures, shares, stems
from assistant.words import stem
from ingest.fact import Ask, Outcome, Resolution
from ingest.wording.outcomes import outcome_of
from ingest.wording.verbs import all_verbs, passive_verbs, verb_of

_LEAST = 0.5  # of the words of the shorter: less shared is another matter
_TOLD = 0.6  # where no item says that it is the same matter
_TITLE = 0.5
_TITLES_ALIKE = 0.7
_ANY_TITLE = frozenset(
    stem(word) for word in "update report annual progress item agenda appendix quarterly review presentation".split()
)

_ALL = re.compile(
    r"^\W*(?:that\s+)?(?:the\s+report\s+and\s+(?:its|the)\s+|all\s+(?:of\s+)?)?(?:the\s+)?(?:(?:officers?|report)[’']?s?\s+)?"
    r"recommendations?(?:\s+(?:as|set|out|contained|detailed|outlined|listed|given|made|in|of|within|at|the|this|officers?[’']?"
    r"|director[’']?s?|submitted|circulated|written|exempt|confidential|private|restricted|report|paragraphs?|sections?|page|to|and|[\d.]+))*\s+(?:be|were|are)\s+"
    r"(?:\w+ly\s+|all\s+)?(?:agreed|approved|accepted|adopted|endorsed|supported|deferred|rejected|not\s+\w+)\b"
    r"|^\W*(?:that\s+|to\s+)?(?:agree|approve|accept|adopt|endorse|support)(?:s|d|ed)?\s+(?:all\s+)?(?:of\s+)?the\s+"
    r"(?:officer\s+|report\s+)?recommendations(?:\s+(?:as\s+)?(?:set\s+out|contained|detailed|outlined|listed|in|of)\s+(?:in\s+)?the"
    r"\s+(?:officer\s+)?report\b.*|\W*)$|^\W*as\s+recommended\b|^\W*(?:approved|agreed)\s+as\s+recommended\b",
    re.I | re.S,
)
_SOME = re.compile(
    r"^\W*(?:that\s+)?(?:the\s+)?recommendations?\s+(?P<which>[\d(].*?)\s+(?:be|were|was|is|are)\b", re.I
)
_CLAUSES = re.compile(r"[;,]?\s+(?:and|but)\s+(?:that\s+)?(?=(?:the\s+)?recommendations?\s+[\d(])", re.I)
_NOT = re.compile(r"\b(?:not|no\s+longer)\b(?!\s+(?:exceeding|less|more|only|later|limited|yet))", re.I)


@dataclass(frozen=True, slots=True)
class Answer:
    """A recorded decision and what it means for the ask that it answers."""

    resolution: Resolution
    outcome: Outcome


def joined(asks: Sequence[Ask], resolutions: Sequence[Resolution], titles: Mapping[str, str]) -> dict[Ask, Answer]:
    """The answers to the asks of one meeting of one committee.

    Args:
        asks: in the order of their papers.
        resolutions: in the order of the minutes.
        titles: of the papers, by name.
    """
    found: dict[Ask, Answer] = {}
    items: dict[tuple[str, str], list[Resolution]] = {}
    for each in resolutions:
        if each.item:
            items.setdefault((each.ref.report, each.item), []).append(each)
    papers: dict[str, list[Ask]] = {}
    for ask in asks:
        papers.setdefault(ask.ref.report, []).append(ask)
    for paper, decided in _pairs(papers, items, titles):
        found |= _answers(papers[paper], decided)
    taken = {id(answer.resolution) for answer in found.values()}
    rest = [each for each in resolutions if id(each) not in taken]
    found |= _alike([ask for ask in asks if ask not in found], rest, _TOLD)
    return found


def _pairs(
    papers: Mapping[str, Sequence[Ask]], items: Mapping[tuple[str, str], list[Resolution]], titles: Mapping[str, str]
) -> Iterator[tuple[str, list[Resolution]]]:
    """Each paper with the decisions of its item, the likeliest first."""
    scored = sorted(
        (
            (_bears(item, titles.get(paper, "")) + _repeats(own, decided), paper, (name, item))
            for paper, own in papers.items()
            for (name, item), decided in items.items()
        ),
        key=lambda each: -each[0],
    )
    papers_done: set[str] = set()
    items_done: set[tuple[str, str]] = set()
    for score, paper, item in scored:
        if score >= _TITLE and paper not in papers_done and item not in items_done:
            papers_done.add(paper)
            items_done.add(item)
            yield paper, items[item]


def _bears(item: str, title: str) -> float:
    """How far an item of the agenda bears a paper's title, 0 to 1. Where each has a word of its own they are two
    matters, unless nearly all else is the same: "Children's Improvement Plan" and "SEND Improvement Plan"."""
    one, other = _of_title(item), _of_title(title)
    shared = len(one & other)
    alike = shared / max(len(one | other), 1)
    within = bool(shared) and (one <= other or other <= one)
    return (1 + alike) / 2 if within else alike if alike >= _TITLES_ALIKE else 0.0


def _of_title(title: str) -> frozenset[str]:
    """The words that tell a title from another: not its years, nor "update" and the like where it says more."""
    words = frozenset(word for word in stems(title, drop=False) if not any(letter.isdigit() for letter in word))
    return words - _ANY_TITLE or words


def _repeats(asks: Sequence[Ask], decided: Sequence[Resolution]) -> float:
    """How many of an item's decisions repeat an ask of the paper, 0 to 1."""
    strong = sum(any(shares(ask.text, each.text, 2) >= _TOLD for ask in asks) for each in decided)
    return strong / max(len(decided), 1)


def _answers(asks: Sequence[Ask], decided: Sequence[Resolution]) -> dict[Ask, Answer]:
    """The answers of one item to the asks of one paper."""
    found: dict[Ask, Answer] = {}
    for each in decided:
        for clause in _CLAUSES.split(each.text):
            part = replace(each, text=clause, outcome=outcome_of(clause, verb_of(clause)))
            found |= {ask: Answer(each, _for(ask, part, whole=True)) for ask in _named(asks, clause)}
    own = [each for each in decided if not any(answer.resolution is each for answer in found.values())]
    found |= _matched([ask for ask in asks if ask not in found], own, len(asks) == len(decided))
    for each in decided:
        if _ALL.search(each.text):
            found |= {ask: Answer(each, _for(ask, each, whole=True)) for ask in asks if ask not in found}
    return found | _compound([ask for ask in asks if ask not in found], decided)


def _named(asks: Sequence[Ask], clause: str) -> list[Ask]:
    """The asks that a decision answers by number: "recommendations 1 and 3", "recommendation 2.1(b)"."""
    match = _SOME.search(clause)
    if match is None:
        return []
    which = re.findall(r"\d+(?:\.\d+)*(?:\([a-z]+\))?|\([a-z]+\)", match["which"].casefold())
    if re.search(r"\b(?:to|-|–)\b", match["which"]) and len(which) == 2:
        labels = [_labels(ask, at) for at, ask in enumerate(asks, 1)]
        ends = [next((at for at, each in enumerate(labels) if one in each), None) for one in which]
        if ends[0] is not None and ends[1] is not None:
            return list(asks[ends[0] : ends[1] + 1])
    return [ask for at, ask in enumerate(asks, 1) if set(which) & _labels(ask, at)]


def _labels(ask: Ask, place: int) -> set[str]:
    """What an ask may be called: "2.1(b)", "(b)", "2" of "Rec 2"."""
    para = ask.ref.para.partition("#")[0].casefold().removeprefix("rec ")
    inner = re.search(r"\([a-z\d]+\)$", para)
    return (
        {para} | ({inner[0], inner[0].strip("()")} if inner else set()) | ({str(place)} if "." not in para else set())
    )


def _matched(asks: Sequence[Ask], decided: Sequence[Resolution], even: bool) -> dict[Ask, Answer]:
    """One decision to one ask, the best pairs first. `even`: there are as many of the one as of the other."""
    scored = sorted(
        (
            (score, at, on, ask, each)
            for at, ask in enumerate(asks)
            for on, each in enumerate(decided)
            if not _ALL.search(each.text) and (score := _score(ask, each, same_place=at == on, even=even))
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    found: dict[Ask, Answer] = {}
    taken: set[int] = set()
    for _, _, on, ask, each in scored:
        if ask not in found and on not in taken:
            found[ask] = Answer(each, _for(ask, each))
            taken.add(on)
    return found


def _score(ask: Ask, decision: Resolution, *, same_place: bool, even: bool) -> float:
    """How likely a decision answers an ask of the same item; 0 where it is not likely enough."""
    shared = shares(ask.text, decision.text, 1)
    same_verb = ask.verb == decision.verb or ask.verb in passive_verbs(decision.text)
    bare = min(len(stems(ask.text)), len(stems(decision.text))) <= 1
    enough = shared >= _LEAST if not (even and same_place and same_verb) else shared >= _LEAST / 2
    if bare and not shared:
        enough = (
            same_verb and ask.verb in {"note", "receive", "approve", "agree", "endorse"} and (same_place or not even)
        )
    elif bare:
        enough = enough and (same_verb or same_place)
    return shared + 0.3 * same_verb + 0.2 * same_place * (1 + even) if enough else 0.0


def _alike(asks: Sequence[Ask], decided: Sequence[Resolution], least: float) -> dict[Ask, Answer]:
    """Decisions joined by the words alone, where no item says that ask and decision are of one matter."""
    scored = [
        (score, ask, each) for ask in asks for each in decided if (score := shares(ask.text, each.text, 2)) >= least
    ]
    found: dict[Ask, Answer] = {}
    taken: set[int] = set()
    for _, ask, each in sorted(scored, key=lambda one: -one[0]):
        if ask not in found and id(each) not in taken:
            found[ask] = Answer(each, _for(ask, each))
            taken.add(id(each))
    return found


def _compound(asks: Sequence[Ask], decided: Sequence[Resolution]) -> dict[Ask, Answer]:
    """Asks that a decision answers along with others: "that the report be noted and the plan be endorsed"."""
    found: dict[Ask, Answer] = {}
    for ask in asks:
        for each in decided:
            verbs, own = all_verbs(each.text), stems(ask.text)
            same = len(own & stems(each.text)) >= _TOLD * len(own) if own else "report" in each.text.casefold()
            if len(verbs) > 1 and ask.verb in verbs and same:
                found[ask] = Answer(each, _for(ask, each))
                break
    return found


def _for(ask: Ask, decision: Resolution, *, whole: bool = False) -> Outcome:
    """What a decision means for one ask: of "be noted and the plan approved", noted for the ask to note."""
    noting = ask.verb in {"note", "receive", "acknowledge"}
    if decision.outcome in {Outcome.AGREED, Outcome.NOTED}:
        other = decision.item and other_figures(ask.text, decision.text)  # a telling has the meeting's own date in it
        if other and not whole:
            return Outcome.AMENDED
        if whole or (len(all_verbs(decision.text)) > 1 and ask.verb in all_verbs(decision.text)):
            return Outcome.NOTED if noting else Outcome.AGREED
        if _NOT.search(decision.text) and not _NOT.search(ask.text):
            return Outcome.REJECTED
        return decision.outcome
    return decision.outcome
