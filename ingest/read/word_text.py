"""The words of one Word paragraph, as a reader of the accepted document sees them.

Kept: hyperlinks, tracked insertions, results of fields, soft line-breaks, content controls, tick-boxes in each of the
ways Word makes them (content control, form field, symbol, character of a symbol font). Dropped: tracked deletions,
hidden text, field codes, placeholders ("Click to enter text"), and the marks of notes, whose figures would run into the
word before them ("children2"). Text boxes and notes are handed back for the caller to place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.read.encoding import clean
from ingest.read.word_styles import Element, Styles, number, switched_on, value, w

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DROPPED = frozenset(w(name) for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText"))
_DRAWN = frozenset(w(name) for name in ("drawing", "pict", "object"))
_CHARACTERS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}

# Symbol fonts put a glyph at a Latin letter's place; the private-use area is where both spellings of it meet.
_PRIVATE_USE = 0xF000
_WINGDINGS_2 = {0x50: "☑", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "☐", 0x35: "☐", 0xA3: "☐"}
_WINGDINGS = {0x6C: "•", 0x6E: "•", 0x76: "•", 0xA7: "•", 0xD8: "•", 0xE0: "→"} | dict.fromkeys(
    (0x78, 0xFB, 0xFC, 0xFD, 0xFE), "☒"
)
_WINGDINGS |= dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), "☐")
_SYMBOL = {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0xB8: "÷", 0xAE: "→", 0xA5: "∞"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


@dataclass(slots=True)
class Words:
    """What one paragraph holds."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)  # contents of text boxes anchored in it
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote" or "endnote", its id)


def is_placeholder(control: Element) -> bool:
    """Whether a content control shows only its prompt."""
    return bool(switched_on(control.find(w("sdtPr")), "showingPlcHdr"))


def chosen(alternates: Element) -> Iterator[Element]:
    """Of the same content written for newer and older programs, the first: never both."""
    branch = alternates.find(f"{_MC}Choice")
    if branch is None:
        branch = alternates.find(f"{_MC}Fallback")
    yield from branch if branch is not None else ()


class WordText:
    """Reads paragraphs in document order: a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._in_code: list[bool] = []  # for each open field, whether its code, not its result, is being read

    def read(self, paragraph: Element) -> Words:
        """The words of a paragraph, white space folded and line-breaks kept."""
        words = self._words(paragraph)
        lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in clean(words.text).split("\n"))
        words.text = "\n".join(filter(None, lines))
        return words

    def raw(self, paragraph: Element) -> str:
        """The words of a paragraph with their tabs and spaces."""
        return clean(self._words(paragraph).text)

    def _words(self, paragraph: Element) -> Words:
        self._in_code = [False] * len(self._in_code)  # a field's code ends with its paragraph: one cut short ends here
        words = Words()
        self._inline(paragraph, paragraph, words)
        return words

    def _inline(self, parent: Element, paragraph: Element, words: Words) -> None:
        for child in parent:
            if child.tag in _DROPPED or not isinstance(child.tag, str):
                continue
            if child.tag == w("r"):
                self._run(child, paragraph, words)
            elif child.tag == w("sdt"):
                self._control(child, paragraph, words)
            elif child.tag == _MATHS_TEXT:
                words.text += child.text or ""
            else:
                self._inline(child, paragraph, words)  # insertions, links, simple fields, smart tags

    def _control(self, control: Element, paragraph: Element, words: Words) -> None:
        checkbox = control.find(f"{w('sdtPr')}/{_W14}checkbox")
        content = control.find(w("sdtContent"))
        if checkbox is not None:
            checked = checkbox.find(f"{_W14}checked")
            words.text += _box(checked is not None and checked.get(f"{_W14}val") in {"1", "true", "on"})
        elif content is not None and not is_placeholder(control):
            self._inline(content, paragraph, words)

    def _run(self, run: Element, paragraph: Element, words: Words) -> None:
        properties = run.find(w("rPr"))
        hidden = self._styles.hidden(properties, paragraph)
        font = _symbol_font(properties)
        for child in run:
            if child.tag == w("fldChar"):
                self._field(child, words, hidden)
            elif not hidden and not any(self._in_code):
                self._piece(child, font, paragraph, words)

    def _piece(self, piece: Element, font: dict[int, str], paragraph: Element, words: Words) -> None:
        tag = piece.tag
        if tag == w("t"):
            words.text += "".join(font.get(ord(c) % _PRIVATE_USE, c) for c in piece.text or "")
        elif tag == w("sym"):
            words.text += _symbol(piece)
        elif tag == w("br"):
            words.text += "\n" if piece.get(w("type")) in {None, "textWrapping"} else " "
        elif tag in _CHARACTERS:
            words.text += _CHARACTERS[tag]
        elif tag in _NOTES:
            words.notes.append((_NOTES[tag], piece.get(w("id")) or ""))
        elif tag in _DRAWN:
            words.boxes += _text_boxes(piece)
        elif tag == f"{_MC}AlternateContent":
            for child in chosen(piece):
                self._piece(child, font, paragraph, words)
        elif tag == w("ruby"):
            base = piece.find(w("rubyBase"))
            if base is not None:
                self._inline(base, paragraph, words)

    def _field(self, mark: Element, words: Words, hidden: bool) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            if not hidden and not any(self._in_code):
                words.text += _form_field(mark)
            self._in_code.append(True)
        elif kind == "separate" and self._in_code:
            self._in_code[-1] = False
        elif kind == "end" and self._in_code:
            self._in_code.pop()


def _box(ticked: bool) -> str:
    return "[x]" if ticked else "[ ]"


def _form_field(mark: Element) -> str:
    """What an old form field shows that is not in its result: a tick-box, or the line chosen from a list."""
    checkbox = mark.find(w("ffData/checkBox"))
    if checkbox is not None:
        ticked = switched_on(checkbox, "checked")
        return _box(bool(switched_on(checkbox, "default") if ticked is None else ticked))
    choices = mark.find(w("ffData/ddList"))
    if choices is not None:
        entries = [value(entry) or "" for entry in choices.findall(w("listEntry"))]
        at = number(value(choices, "result") or value(choices, "default")) or 0
        return entries[at] if 0 <= at < len(entries) else ""
    return ""


def _symbol_font(properties: Element | None) -> dict[int, str]:
    fonts = None if properties is None else properties.find(w("rFonts"))
    names = [] if fonts is None else [(fonts.get(w(script)) or "").lower() for script in ("ascii", "hAnsi")]
    return next((_FONTS[name] for name in names if name in _FONTS), {})


def _symbol(element: Element) -> str:
    """A symbol's character; one of a font that is not known here is left out."""
    font = _FONTS.get((element.get(w("font")) or "").lower(), {})
    code = element.get(w("char")) or ""
    return font.get(int(code, 16) % _PRIVATE_USE, "") if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""


def _text_boxes(drawing: Element) -> list[Element]:
    """The contents of a drawing's text boxes; a box inside a box comes with its outer one."""
    boxes: list[Element] = []
    waiting = list(drawing)
    while waiting:
        element = waiting.pop(0)
        if element.tag == w("txbxContent"):
            boxes.append(element)
        elif element.tag == f"{_MC}AlternateContent":
            waiting = [*chosen(element), *waiting]
        else:
            waiting = [*element, *waiting]
    return boxes
