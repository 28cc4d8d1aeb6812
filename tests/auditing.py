"""What every page and state is held to so that everybody can use it; WCAG 2.2 AA, by its numbers, and a little more.

Each fault is a line: where it was seen and what is wrong. What axe-core cannot see is asked by `audit.js`.
"""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_SIZES = (("light", 1280, 900), ("dark", 390, 844), ("light", 320, 640))


def faults(page: Page) -> list[str]:
    """What is wrong with a page as it stands, in every way of looking at it; a line each. It is left wide and light."""
    page.evaluate(_SCRIPT)
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = [f"in motion: {each}" for each in page.evaluate("audit.moving()")]
    for scheme, width, height in _SIZES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": height})
        seen = [*_axe(page, colours=width > 320), *_lists(page, "sideways()", "targets(24)")]
        found += [f"{width} px, {scheme}: {each}" for each in seen]
    found += [f"spaced at 320 px: {each}" for each in _spaced(page)]
    found += [f"touched at 320 px: {each}" for each in _touched(page)]
    page.set_viewport_size({"width": 640, "height": 450})  # 1280 by 900 at 200 %
    found += [f"at 200 %: {each}" for each in _lists(page, "sideways()", "cut()")]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("Shift")  # from now on focus is drawn as that of a key
    found += _lists(page, "focus()")
    page.emulate_media(forced_colors="active")
    found += [f"forced colours: {each}" for each in _lists(page, "focus()")]
    page.emulate_media(forced_colors="none", color_scheme="light", reduced_motion="no-preference")
    return found


def _axe(page: Page, colours: bool) -> list[str]:
    """What axe-core finds, of any impact. Colours need not be measured again where only the width is another."""
    rules = {"target-size": {"enabled": True}, "color-contrast": {"enabled": colours}}
    options = {"runOnly": {"type": "tag", "values": _TAGS}, "rules": rules, "resultTypes": ["violations"]}
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # where the box that stays in sight covers nothing
    broken = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']} ({each['impact']}): {node['html'][:140]}" for each in broken for node in each["nodes"]]


def _lists(page: Page, *asked: str) -> list[str]:
    return [f"{each.split('(')[0]}: {fault}" for each in asked for fault in page.evaluate(f"audit.{each}")]


def _spaced(page: Page) -> list[str]:
    page.evaluate("audit.space(true)")
    found = _lists(page, "sideways()", "cut()")
    page.evaluate("audit.space(false)")
    return found


def _touched(page: Page) -> list[str]:
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})
    found = _lists(page, "targets(44)")
    client.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    client.detach()
    return found
