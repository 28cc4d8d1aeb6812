"""The rules that read what a body does for a plan or another thing, each a small function. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.roles.sentence import ARTICLE, AUX, BESIDES, BY, STATE, SUBJECT, Found, Sentence, named, subjects
from ingest.facts.roles.words import (
    PARTICIPLES,
    VERBS,
    is_governed,
    noun_phrase,
    plan_before,
    roles_of_verbs,
    thing_before,
)

_ROLE_OF_NOUN = {
    "accountability": "accountable",
    "responsibility": "responsible",
    "delivery": "responsible",
    "ownership": "responsible",
    "leadership": "responsible",
    "oversight": "oversees",
    "supervision": "oversees",
    "scrutiny": "scrutinises",
    "challenge": "challenges",
    "monitoring": "monitors",
    "approval": "approves",
}


def accountable(said: Sentence) -> Iterator[Found]:
    """The Board is the accountable body for the plan; accountability for the plan rests with the Board."""
    form = rf"{SUBJECT}{STATE} accountable(?: body| board)? (?P<for>for|in respect of|in relation to|to)\b(?P<rest>.*)"
    for match in subjects(form, said.text):
        if match["for"] == "to" and (over := re.match(rf" {ARTICLE}‹(\d+)›", match["rest"])):
            yield Found(named(said, match), "reports to", "", match["aux"], match.end("for"), said.bodies[int(over[1])])
            continue
        verbs = re.match(rf" (?:{VERBS}(?:,? and |, )?)+", match["rest"])
        if of_what := noun_phrase(match["rest"][verbs.end() :] if verbs else match["rest"]):
            yield Found(named(said, match), "accountable", of_what, match["aux"], match.end("for"))
    form = (
        rf"\b(?P<noun>accountability|responsibility|oversight|scrutiny|monitoring|delivery|ownership|leadership)"
        rf" (?:for|of) (?P<of>[^‹›.;]{{3,90}}?)"
        rf" (?P<aux>(?:will )?(?:rests?|lies|sits|remains)) with {BY}"
    )
    for match in re.finditer(form, said.text, re.I):
        yield Found(named(said, match), _ROLE_OF_NOUN[match["noun"].lower()], match["of"], match["aux"], match.end())


_OF_ANOTHER = re.compile(r"\b(?:that|which|who|whose|where|when|if|whether|how)\b")


def _meets_to(said: Sentence, group: str) -> Iterator[Found]:
    """The Board meets monthly to oversee the plan."""
    meets = r"(?P<aux>(?: (?:will|would|shall|also|now|then))* (?:meets?|met|exists?|sits?)\b[^‹›.;:]{0,60}? to)"
    for match in subjects(rf"{SUBJECT}{meets} {group}(?P<rest> .*)", said.text):
        if of_what := noun_phrase(match["rest"]):
            for role in roles_of_verbs(match["verbs"], done=False):
                yield Found(named(said, match), role, of_what, match["aux"], match.end("verbs"))


def _is_ask(said: Sentence, match: re.Match[str], aux: list[str]) -> bool:
    """Whether a sentence says what this paper asks; another body that "will be asked" is not asked here."""
    asked = {"asked", "recommended", "requested"} & {*aux} or re.search(
        r"\basks? (?:the )?$", said.text[: match.start()]
    )
    return bool(asked) and ("will" not in aux or named(said, match) == said.own)


def does(said: Sentence) -> Iterator[Found]:
    """The Board monitors the plan; takes responsibility for monitoring the plan; to become … to scrutinise it."""
    group = rf"(?P<verbs>{VERBS}(?:(?:, and |, or |, | and | or )(?:to )?(?:\w+ly )?{VERBS})*)"
    yield from _meets_to(said, group)
    besides = r"(?P<besides>(?! (?:that|to)\b)" + BESIDES + r"{2,110}?(?:,| and))??"
    for match in subjects(rf"{SUBJECT}{besides}{AUX} {group}(?=(?P<rest> .*))", said.text):
        aux, verb = match["aux"].split(), match["verbs"].split()[0].lower()
        if match["besides"] and (_OF_ANOTHER.search(match["besides"]) or not (aux or verb.endswith(("s", "ed", "aw")))):
            continue  # what somebody else does
        being = bool(aux) and aux[-1] in {"is", "are", "was", "were", "be", "been", "being"}
        if being and not verb.endswith("ing"):
            continue
        if not said.asked and _is_ask(said, match, aux):
            continue  # what a paper asks stands again where it asks it
        if verb.endswith("ing") and not {"for", "in", "with", "be", "is", "are", "been", "continue", "continues"} & {
            *aux
        }:
            continue
        roles = roles_of_verbs(match["verbs"], done=False)
        acts = [role for role in roles if role in {"approves", "approved", "agreed", "endorses", "endorsed"}]
        of_what = noun_phrase(match["rest"], governed=bool(acts))
        if not of_what or re.match(r"\s*(?:the )?(?:recommendation|proposal) (?:that|to)\b", match["rest"]):
            continue
        for role in roles:
            yield Found(named(said, match), role, of_what, match["aux"] + " " + match["verbs"], match.end("verbs"))


def done_by(said: Sentence) -> Iterator[Found]:
    """The plan is monitored by the Board; the risk will be monitored quarterly through the Committee."""
    group = rf"(?P<verbs>[‘'’]?{PARTICIPLES}(?:(?:, and |, | and | or )(?:\w+ly )?[‘'’]?{PARTICIPLES})*)[‘'’]?"
    form = (
        rf"\b{group}(?P<mid>(?: [a-z][a-z’'-]*){{0,3}}?) (?:by|through|at|via|by both) {BY}(?P<more>"
        rf"(?:,? and {ARTICLE}‹\d+›)?)"
    )
    for match in re.finditer(form, said.text):
        before = said.text[: match.start()].rstrip()
        aux = re.search(
            r"((?:\b(?:is|are|was|were|be|been|being|will|would|should|shall|must|to|has|have|had|not|also"
            r"|[a-z]+ly)\b\W*)+)$",
            before,
        )
        what = thing_before(before + " ")
        if not what or re.search(r"\b(?:not|never)\b", aux[1] if aux else ""):
            continue
        mentioned = [match["s"], *re.findall(r"‹(\d+)›", match["more"])]
        for role in roles_of_verbs(match["verbs"], done=True):
            if role in {"approved", "endorsed", "agreed"} and not is_governed(what):
                what = "" if aux else plan_before(before)
            if not what:
                continue
            ahead = bool(re.search(r"\b(?:is|are|be|will|would|should|shall|must|to)\b", aux[1] if aux else ""))
            to_come = {"approved": "approves", "endorsed": "endorses"}.get(role, role) if ahead else role
            for mark in mentioned:
                words = (aux[1] if aux else _last_auxiliary(before)) + " " + match["verbs"]
                yield Found(said.bodies[int(mark)], to_come, what, words, match.end())


def _last_auxiliary(before: str) -> str:
    """ "is" of "The plan is monitored by one board and" (scrutinised by another)."""
    return str((re.findall(r"\b(?:is|are|was|were|been|will be|to be)\b", before) or ["was"])[-1])


def by_noun(said: Sentence) -> Iterator[Found]:
    """Oversight by members at full Council; under the supervision of the Department; for approval at full Council."""
    form = (
        r"\b(?P<noun>oversight|scrutiny|challenge|monitoring|supervision|approval)(?: and (?:scrutiny"
        r"|challenge|oversight"
        r"|monitoring|approval|challenge))?(?P<of> of [^,;.‹›:]{3,90}?)? (?P<by>by|at|from|to|of|through) "
        rf"{BY}"
    )
    for match in re.finditer(form, said.text, re.I):
        noun, before = match["noun"].lower(), said.text[: match.start()]
        if (
            match["by"] in {"of", "to", "from"}
            and noun != "approval"
            and not re.search(r"\bunder (?:the )?[\w-]* ?$", before)
        ):
            continue
        of_what = noun_phrase((match["of"] or "")[4:])
        if noun == "approval":
            of_what = of_what or plan_before(before) or thing_before(before)
            if not is_governed(of_what):
                continue
        elif not of_what:
            of_what = thing_before(before)
        kept = re.findall(r"\b(?:will|was|were|is|are|be|remains?|remained|has|had|propos\w+|must|subject)\b", before)
        of_what = of_what or plan_before(said.text)
        words = "will" if noun == "approval" else " ".join(kept[-2:]) + said.text[match.end() : match.end() + 24]
        yield Found(named(said, match), _ROLE_OF_NOUN[noun], of_what, words, match.start())


def responsible(said: Sentence) -> Iterator[Found]:
    """The Board is responsible for delivery; takes the lead on a theme."""
    form = (
        rf"{SUBJECT}{STATE}(?: has| have| take| takes| to take| holds?)?(?: overall| lead| full| joint"
        rf"| the)* (?:responsible|responsibility"
        rf"|lead) (?:for|on) (?!{VERBS}|\w+ing (?:and|or) {VERBS})(?P<rest>.*)"
    )
    for match in subjects(form, said.text):
        if of_what := noun_phrase(match["rest"]):
            yield Found(named(said, match), "responsible", of_what, match[0], match.start("rest"))


def asked_itself(said: Sentence) -> Iterator[Found]:
    """Under "The Board is asked to:", "endorse the plan", "scrutinise progress"."""
    match = re.match(r"(?:to )?(approve|endorse|scrutinise)[sd]?\s+(?P<rest>.*)", said.text, re.I)
    if (
        not (said.asked or said.decider)
        or not match
        or re.match(r"(?:the )?(?:recommendation|proposal) (?:that|to)", match["rest"], re.I)
    ):
        return
    of_what = noun_phrase(match["rest"], governed=True)
    if of_what and "terms of reference" not in of_what:
        yield _own_act(said, match[1], of_what)


def put_to_itself(said: Sentence) -> Iterator[Found]:
    """Under "It was resolved:", "that the action plan be approved"; the same of an ask."""
    form = rf"(?:that )?(?P<what>{ARTICLE}[^‹›.;,]{{3,90}}?) (?:be|is|are|was) (?P<verb>approve|endorse|adopte)d\b"
    match = re.match(form, said.text, re.I) if said.asked or said.decider else None
    if match and (of_what := noun_phrase(match["what"], governed=True)) and not _NO_PLAN.search(of_what):
        yield _own_act(said, match["verb"], of_what)


_NO_PLAN = re.compile(r"\bterms of reference\b|\bwork(?:ing)? programme\b|\bwork ?plan\b|\bforward plan\b|\bto ‹", re.I)


def _own_act(said: Sentence, verb: str, of_what: str) -> Found:
    """What the committee is asked to do, or has done."""
    asked = {"endorse": "endorses", "scrutinise": "scrutinises"}.get(verb.lower(), "approves")
    done = {"endorse": "endorsed", "scrutinise": "scrutinises"}.get(verb.lower(), "approved")
    return Found(said.asked or said.decider, asked if said.asked else done, of_what, "will", len(said.text))


def oversight_held(said: Sentence) -> Iterator[Found]:
    """The Board has strategic oversight of the plan; provides scrutiny of it; reviews progress."""
    form = (
        rf"{SUBJECT}{STATE} (?:has|have|had|holds?|provides?|keeps?|retains?|maintains?)? ?(?:strategic|overall|general"
        rf"|political|external|effective|robust|independent|full|formal|continued|continuing)?(?: and \w+)? ?"
        rf"(?P<noun>oversight|scrutiny|supervision) of (?P<rest>.*)"
    )
    for match in subjects(form, said.text):
        if of_what := noun_phrase(match["rest"]):
            yield Found(named(said, match), _ROLE_OF_NOUN[match["noun"]], of_what, match["aux"], match.start("rest"))
    form = rf"{SUBJECT}{STATE} (?:has|have|holds?) (?:\w+ )?accountability(?: for (?P<rest>.*))?"
    for match in subjects(form, said.text):
        yield Found(named(said, match), "accountable", noun_phrase(match["rest"] or ""), match["aux"], match.end())
    form = rf"{SUBJECT}{STATE} (?:reviews?|tracks?|follows?|checks?) (?P<rest>(?:the |its )?(?:{_FOLLOWED})\b.*)"
    for match in subjects(form, said.text):
        if of_what := noun_phrase(match["rest"]) or match["rest"].split()[0]:
            yield Found(named(said, match), "monitors", of_what, match["aux"], match.start("rest"))


_FOLLOWED = "progress|performance|delivery|implementation|impact|plan"


_ENTRUSTS = re.compile(r"delegat|g[ia]v|assign|entrust|allocat|remit|responsibility of")


def entrusted(said: Sentence) -> Iterator[Found]:
    """Monitoring is delegated to the Group; responsibility for monitoring the plan be given to it; what is left is
    now the responsibility of the Board."""
    if not _ENTRUSTS.search(said.text):
        return
    form = (
        rf"\b(?P<noun>accountability|responsibility|oversight|scrutiny|monitoring|supervision)(?: (?:of|for) "
        rf"(?P<of>[^‹›.;]{{3,90}}?))? (?P<aux>(?:is|are|was|were|be|will be|has been|to be)(?: now| to be)?) "
        rf"(?:delegated|given|assigned|entrusted|allocated|remitted) to {BY}"
    )
    gives = (
        r"\b(?P<aux>(?:has |have |will |had )?)(?:delegat|g[ia]v|assign|entrust)\w* (?P<noun>oversight|scrutiny"
        r"|monitoring"
        rf"|responsibility)(?: (?:of|for) (?P<of>[^‹›.;]{{3,90}}?))? to {BY}"
    )
    for match in (*re.finditer(form, said.text, re.I), *re.finditer(gives, said.text, re.I)):
        of, noun = match["of"] or "", match["noun"].lower()
        verb = re.match(rf"({VERBS}) (.*)", of)
        roles = roles_of_verbs(verb[1], done=False) if verb else (_ROLE_OF_NOUN[noun],)
        for role in roles:
            of_what = noun_phrase(verb[2] if verb else of)
            yield Found(named(said, match), role, of_what, match["aux"], match.end())
    form = (
        rf"(?P<what>[^‹›.;:,]{{3,80}}?) (?P<aux>(?:is|are|will be|becomes?|became)(?: now)?) the responsibility of {BY}"
    )
    for match in re.finditer(form, said.text, re.I):
        what = match["what"].strip()
        if not re.search(r"\b(?:it|they|this|which|that|who)$", what, re.I):
            yield Found(named(said, match), "responsible", what, match["aux"], match.end())


DOINGS = (
    accountable,
    does,
    done_by,
    by_noun,
    responsible,
    asked_itself,
    put_to_itself,
    oversight_held,
    entrusted,
)
