"""What stands around a conversation, as HTML: heading, welcome, what is searched, the shelf. Pure.

Every word from a paper, a question or a file name goes through `escape`: no markup from outside is ever passed on, no
picture is ever asked for. Everything is one line of HTML, because the page hands it to a component that reads Markdown
first: inside a block of HTML without line breaks there is no Markdown. The component then drops every attribute but a
few, so a button carries what it is about in `value`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from assistant.people import Person
from ingest.report import Card, written_day

_FOOT = (("/about", "About and privacy"), ("/accessibility", "Accessibility"), ("/api", "For other programs"))


def escape(text: str) -> str:
    """`text` as one line of HTML that shows it and does nothing else."""
    return html.escape(" ".join(text.split()), quote=True)


def several(names: Sequence[str], most: int = 3) -> str:
    """ "one", "one and two", "one, two and 4 more"."""
    named, rest = names[:most], len(names) - most
    if rest > 0:
        return f"{', '.join(named)} and {rest} more"
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1] if named else "")))


def counted(count: int, noun: str) -> str:
    """ "1 paper", "2 papers"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def period(earliest: date | None, latest: date | None) -> str:
    """ "26 January 2016 to 8 July 2024"; "" where no paper is dated."""
    if earliest is None or latest is None:
        return ""
    return written_day(latest) if earliest == latest else f"{written_day(earliest)} to {written_day(latest)}"


def problem(sentence: str) -> str:
    """A sentence on what has to be put right before anything can be asked."""
    return f'<p class="problem" role="alert">{with_commands(sentence)}</p>' if sentence else ""


def with_commands(sentence: str) -> str:
    """A sentence of the program's own, in which a command stands between backticks."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(sentence))


def welcome(limits: Sequence[str]) -> str:
    """What this is and what it will not do, for the first visit."""
    return (
        '<section class="welcome"><h2>Ask what the committee papers say</h2>'
        "<p>Answers are put together from the papers held and nothing else. Every statement carries a numbered note: "
        "choose it and the paragraph opens with the words relied on marked.</p>"
        f"<ul>{''.join(f'<li>{escape(limit)}</li>' for limit in limits)}</ul></section>"
    )


def held(title: str, cards: Sequence[Card], ways: Sequence[tuple[str, str]], person: Person) -> str:
    """The page's heading: the name of the program, how many papers it holds, of whom and when, and its other pages.

    Args:
        title: of the program.
        cards: the papers held.
        ways: address and title of each other page.
        person: who reads it.
    """
    line = f"<p>{escape(_papers(cards))}</p>" if cards else ""
    links = "".join(f"<li>{_way(to, name)}</li>" for to, name in ways)
    pages = f'<details class="opens"><summary>Pages</summary><ul>{links}</ul></details>'
    return (
        f'<header class="held"><h1>{escape(title)}</h1>{line}{_who(person)}'
        f'<nav aria-label="Pages" class="ways">{pages}</nav></header>'
    )


def foot() -> str:
    """What stands under every page."""
    links = " ".join(_way(to, name) for to, name in _FOOT)
    return f'<footer class="foot"><p>{links}</p></footer>'


def _way(to: str, name: str) -> str:
    """A link to another page; the chat's own address is where one is."""
    here = ' class="here"' if to == "/" else ""
    return f'<a href="{html.escape(to.lstrip("/")) or "./"}"{here}>{escape(name)}</a>'


def _who(person: Person) -> str:
    """Who is signed in, or the way to sign in. The way out is a form, which stands on the page of signing in."""
    words = f"Signed in as {escape(person.name)}" if person.name else "Sign in"
    if person.may_sign_in or person.may_sign_out:
        return f'<p class="who"><a href="sign-in">{words}</a></p>'
    return f'<p class="who">{words}</p>' if person.name else ""


def searching(within: Sequence[Card], cards: Sequence[Card]) -> str:
    """How much of what is held the next question searches."""
    if len(within) == len(cards):
        return f'<p class="searching">Searching all {counted(len(cards), "paper")}.</p>'
    if not within:
        return (
            '<p class="searching">No paper held is within this choice: choose another council, committee or date.</p>'
        )
    return f'<p class="searching">Searching {len(within):,} of {counted(len(cards), "paper")}.</p>'


def next_label(begun: bool, clarifying: bool) -> str:
    """What stands above the suggested questions."""
    words = "Ask one of these" if clarifying else "Next" if begun else "Questions to begin with"
    return f'<p class="next">{words}</p>'


def conversation_tools(conversation: str, begun: bool) -> str:
    """What can be done with the whole conversation; "" before its first answer is kept."""
    if not (conversation and begun):
        return ""
    at = f"conversation/{escape(conversation)}"
    return (
        '<p class="whole">This conversation: '
        f'<a href="{at}/reply">draft a reply</a> '
        f'<a href="{at}.docx">save as Word</a> <a href="{at}.md">save as Markdown</a> <a href="history">history</a></p>'
    )


def _papers(cards: Sequence[Card]) -> str:
    """ "12 papers of Blackpool and Cheshire East, 3 December 2014 to 8 July 2024"."""
    councils = sorted({card.header.council for card in cards if card.header.council})
    dates = sorted(card.header.as_at for card in cards if card.header.as_at)
    when = period(dates[0], dates[-1]) if dates else ""
    of = f" of {several(councils)}" if councils else ""
    return f"{counted(len(cards), 'paper')}{of}" + (f", {when}" if when else "")


def shelf(cards: Sequence[Card], most: int = 40) -> str:
    """The papers held, latest first, by council; each opens."""
    if not cards:
        return ""
    councils = sorted({card.header.council for card in cards})
    groups = "".join(
        f"<h3>{escape(council) or 'Council not stated'}</h3>"
        f'<ul class="papers">{"".join(map(_card, latest_first(cards, council)[:most]))}</ul>'
        + _left_out(sum(card.header.council == council for card in cards) - most)
        for council in councils
    )
    return f'<section class="shelf"><h2>Papers held</h2>{groups}</section>'


def latest_first(cards: Sequence[Card], council: str) -> list[Card]:
    """The papers of one council by their dates; undated ones last."""
    own = (card for card in cards if card.header.council == council)
    return sorted(own, key=lambda card: (card.header.as_at or date.min, card.header.title), reverse=True)


def _left_out(count: int) -> str:
    return f"<p>And {counted(count, 'earlier paper')}.</p>" if count > 0 else ""


def _card(card: Card) -> str:
    header = card.header
    about = ", ".join(filter(None, (header.body, written_day(header.as_at) if header.as_at else "undated")))
    address = html.escape(urlencode({"report": card.name}))
    return (
        f'<li><button type="button" class="open" value="{address}">'
        f"<strong>{escape(header.title or card.name)}</strong><br>{escape(about)}</button></li>"
    )
