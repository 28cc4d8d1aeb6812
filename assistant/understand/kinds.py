"""The kind of answer a question wants, told from how it is put. Pure.

Of the ways of asking found in a question the one that stands first decides, and of two that begin at one place the more
particular: "which year" is a date, "which" alone a list. "Do the papers say who…" is therefore yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Wanted

# Where a question begins, not "those who…"; "tell me", "do you know" and the like may stand before it.
OPENS = (
    r"(?:^|[,;:?(–—-]\s*|\b(?:and|but|so|then|or|also|ok|please)\s+"
    r"|\b(?:tell me|remind me|do we know|do you know|does anyone know|can you say|any idea|i['’]?d like to know"
    r"|explain"
    r"|wondering|find out|not sure)\s+)"
)
_IS = r"(?:['’]?s|['’]re|\s+(?:is|are|was|were|will be|would be|has been|had been))"
_THE = r"(?:\s+(?:the|our|their|its|his|her|that|this))?"
_SUM = (
    r"(?:cost|bill|price|budget|total|sum|amount|figure|percentage|proportion|share|numbers?(?= of)|rate|size"
    r"|value|fee"
    r"|salary)"
)
_POST = r"officer|director|member|councillor|mp|minister|manager|person|chair|leader|politician|inspector|judge"
_BODY = r"body|board|committee|panel|group|council|firm|company|organisation|agency|team|department|directorate"
_VERBS = "is|was|are|were|did|does|do|has|have|had|can|could|will|would|should|his|this|its|as|us|plus|of"
_CHANGES = (
    "(?:changed?|moved?|moved on|improved?|(?:come|came|gone|went|go) (?:down|up)|fallen|fell|fall"
    "|risen|rose|rise|shift(?:ed)?|grown|grew|grow|dropp?(?:ed)?|increased?"
    "|decreased?|reduced?|got (?:better|worse)|progressed)"
)
# What a body has, and is not the body: "which council priorities".
_ITS = "priorit|plan|polic|strateg|report|paper|object|meeting|minutes|member|officer|servic|house|home|tax|target"

_KINDS = (
    (
        Wanted.CONTACT,
        r"\b(?:phone|telephone|tel|e-?mails?)\b(?!\s+(?:system|traffic|campaign|survey))"
        rf"|{OPENS}who(?:m)? (?:do|can|should|could|would|might) (?:i|we|you|people|members|residents"
        rf"|one)\s+(?:ring|call"
        r"|phone|contact|speak|talk|write|email|e-mail|get in touch|get hold|go to|ask)\b"
        rf"|{OPENS}who\b.{{0,40}}\bbe (?:sent|addressed|directed|put) to\b"
        r"|\b(?:her|his|their|whose) (?:number|address|extension)\b|\bcontact (?:details?|number|officer|point"
        r"|person)\b"
        r"|\b(?:the|a) contact\b|\bget (?:in touch|hold)\b",
    ),
    (
        Wanted.COMPARE,
        r"\bcompare[ds]?\b|\bcomparison\b|\bcomparing\b|\bdifferences? (?:between|from)\b|\bdiffer(?:s|ed)?\b"
        r"|\bversus\b|\bvs?\b\.?(?=\s)|\bside by side\b|\bwhat(?:['’]s| has| have| had)? changed\b"
        rf"|{OPENS}how (?:far )?(?:has|have|had|did)\b(?: [\w'’-]+){{1,6}}? (?-i:{_CHANGES})"
        r"(?=\s*(?:[?.,;]|$|since|between|from|over|in|by|to|after|under|during|compared|as)\b|\s*[?.,;]|\s*$)",
    ),
    (
        Wanted.WHEN,
        rf"{OPENS}(?:(?:since|until|till|from|by|starting|as of) )?when\b"
        r"|\b(?:what|which)(?:['’]?s)?(?: (?:was|is|were|are))?(?: the)?(?: \w+)? (?:dates?|days?|months?"
        r"|years?|weeks?)\b"
        r"(?!\s+of (?:experience|data|figures))"
        rf"|\b(?:what|which|any)\b[^?]{{0,40}}\b(?:deadlines?|due date|end date|target date)\b|\bdeadlines?\b"
        rf"|^date\b|{OPENS}how (?:far back|long ago|soon|recently)\b|\b(?:start|end|due|target) date\b"
        r"|\bwhat time\b|\blast day for\b",
    ),
    (
        Wanted.HOW_MANY,
        rf"{OPENS}(?:by |for |at |to |in |roughly |about |on average |approximately |exactly )*how (?:many|much"
        rf"|large|big"
        r"|long|old|high|low|few)\b"
        rf"|{OPENS}(?:by |for |at |to |in |roughly |about )?(?:what|which)(?:{_IS})?{_THE}(?: (?!(?:{_VERBS}"
        rf"|reference|phone|telephone|item|page)\b)"
        rf"\w+){{0,2}}? {_SUM}s?\b"
        rf"|{OPENS}what (?:did|does|do|will|would|has|have|is|was) .{{1,60}}\b(?:cost|costs|costing|come to"
        rf"|add up to|spend"
        r"|spent|pay|paid)\b",
    ),
    (
        Wanted.WHO,
        rf"{OPENS}(?:(?:by|to|with|from|under|on|for|at) )?(?:who|whom|whose)(?:['’]?s|['’]d|['’]ll)?\b"
        rf"|\bwhich(?: (?!(?:{_VERBS})\b)[\w'’]+){{0,2}}? (?:{_POST})s?\b(?!['’]s? \w+s\b)"
        rf"|{OPENS}which (?!(?:{_VERBS})\b)(?:\w+ )?(?:{_BODY})\b(?!['’]?s? (?:{_ITS}))"
        rf"|\bnames? of (?:the|our|their|its)\b|{OPENS}name the (?:\w+ )?(?:{_POST})\b"
        rf"|\bwhat(?:{_IS}) [\w'’ ]{{1,40}}['’]s names?\b",
    ),
    (
        Wanted.WHY,
        rf"{OPENS}(?:why|how come|for what reasons?|on what (?:grounds|basis)|what for)\b"
        rf"|\bwhat(?:{_IS})? (?:the |their |our |its )?(?:main )?(?:reasons?|rationale|justification|thinking|grounds"
        r"|explanation)\b|\bwhat reasons?\b|\bwhat(?:['’]s| is| was| lay| lies) behind\b"
        rf"|{OPENS}what (?:made|prompted|caused|led|drove|explains?|explained)\b|\breasons? (?:for|why|behind)\b",
    ),
    (
        Wanted.LIST,
        rf"\blist\b|{OPENS}which (?!(?:{_VERBS})\b)(?:\w+ ){{0,2}}?(?!(?:{_VERBS})\b)\w+[^s\W]s\b"
        rf"|{OPENS}(?:what are|what were|name the|which of|which ones)\b|\ball the\b",
    ),
    (
        Wanted.YES_NO,
        rf"{OPENS}(?:is|are|am|was|were|do|does|did|has|have|had|can|could|will|would|should|must|any|anybody|anyone"
        r"|isn['’]?t|aren['’]?t|wasn['’]?t|weren['’]?t|don['’]?t|doesn['’]?t|didn['’]?t|hasn['’]?t|haven['’]?t)\b",
    ),
)
_PATTERNS = tuple((wanted, re.compile(pattern, re.I)) for wanted, pattern in _KINDS)
_FIRST = frozenset([Wanted.CONTACT, Wanted.COMPARE])  # wherever they stand
_PLEASE = re.compile(
    r"^(?:please\s+)?(?:can|could|would|will) (?:you|anyone|somebody|someone)(?: please)? (?:tell|remind"
    r"|show) (?:me|us)\s+",
    re.I,
)
_PLAIN = re.compile(r"(?:what|how|where)\b", re.I)
_ADDED = re.compile(r"[,;]|(?:and|but|so|then|or|also)\b", re.I)
_ASKED = re.compile(r"\b(?:what|how|where|describe|explain|tell me)\b", re.I)


def kind_of(text: str) -> Wanted:
    """The kind of answer that `text` wants."""
    text = _PLEASE.sub("", text)
    found = list(_found(text))
    if _PLAIN.match(text):  # "what was decided, and why?" wants first of all what was decided
        found = [(wanted, match) for wanted, match in found if wanted in _FIRST or not _ADDED.match(match[0])]
    sure = [wanted for wanted, _ in found if wanted in _FIRST]
    ranked = [(match.start(), at) for at, (_, match) in enumerate(found)]
    return sure[0] if sure else found[min(ranked)[1]][0] if found else Wanted.WHAT


def says_kind(text: str) -> bool:
    """Whether `text` says itself what kind of answer it wants: "and Kelham?" does not."""
    return kind_of(text) is not Wanted.WHAT or bool(
        _ASKED.search(re.sub(r"\b(?:what|how) about\b", " ", text, flags=re.I))
    )


def _found(text: str) -> Iterable[tuple[Wanted, re.Match[str]]]:
    return ((wanted, match) for wanted, pattern in _PATTERNS if (match := pattern.search(text)))
