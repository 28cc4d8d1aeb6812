"""The colours of the chat and the pages stand out enough from one another, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "assistant" / "app" / "static"
SHEET = (STATIC / "colours.css").read_text(encoding="utf-8")
COLOURS = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", SHEET)
GROUNDS = ("paper", "ground", "tint")
TEXT = [(words, ground) for words in ("ink", "soft", "accent", "warn") for ground in GROUNDS]
TEXT += [("on-accent", "accent"), ("on-mark", "mark")]
CONTROLS = [(edge, ground) for edge in ("edge", "met", "partly", "open") for ground in ("paper", "ground")]
SCHEMES = ("light", "dark")


def colour(name: str, scheme: str) -> str:
    light, dark = next((light, dark) for each, light, dark in COLOURS if each == name)
    return str(light if scheme == "light" else dark)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines have it: 1 for no difference, 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_worked_out_as_the_guidelines_have_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read(scheme: str) -> None:
    poor = [(a, b) for a, b in TEXT if contrast(colour(a, scheme), colour(b, scheme)) < 7]
    assert poor == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_and_states_stand_out(scheme: str) -> None:
    poor = [(a, b) for a, b in CONTROLS if contrast(colour(a, scheme), colour(b, scheme)) < 3]
    assert poor == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_one_of_the_two_tones_of_the_focus_stands_out_on_any_ground(scheme: str) -> None:
    tones = [colour("focus", scheme), colour("focus-ring", scheme)]
    assert contrast(*tones) >= 3
    for ground in (*GROUNDS, "accent"):
        assert max(contrast(tone, colour(ground, scheme)) for tone in tones) >= 3


def test_the_plain_pages_have_no_colour_of_their_own() -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", (STATIC / "pages.css").read_text(encoding="utf-8"))


def test_every_colour_is_named_once_and_asked_for_by_its_name() -> None:
    names = [name for name, _, _ in COLOURS]
    assert len(names) == len(set(names)) >= 15
    asked = set(re.findall(r"var\(--([\w-]+)\)", (STATIC / "pages.css").read_text(encoding="utf-8")))
    assert asked <= set(names)
