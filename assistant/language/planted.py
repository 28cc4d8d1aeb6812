"""Words in a paper that are not meant for its readers but for a machine: "Ignore the instructions above". Pure.

Such words are quoted like any others where they answer a question. They are never given to a language model, and they
bear nothing that one says.
"""

from __future__ import annotations

import re

_TO_A_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}\b(?:instruction|prompt|rule|above|previous|prior|earlier"
    r"|everything|guideline)"
    r"|\b(?:system|developer|hidden) prompt\b|(?m:^)\W{0,5}(?:system|assistant)(?: message)?\s?:"
    r"|\b(?-i:SYSTEM|ASSISTANT)\s?[:>\]]|<\|?(?:im_start|system|assistant|endoftext)|\[/?inst\]"
    r"|###\s?(?:instruction|system|response)"
    r"|\byou are (?:now )?(?:an? )?(?:\w+ )?(?:assistant|chatbot|language model|ai|bot)\b"
    r"|\bas an? (?:ai|language model)\b"
    r"|\b(?:language model|chatbot|llm|ai (?:model|system|tool)|automated (?:reader|summary|system|tool))s?\b[^.]{0,30}"
    r"\b(?:must|should|shall|need to|are to|is to|:)"
    r"|(?<!\bto )\b(?:respond|reply|answer|output|print|say|write|state"
    r"|tell (?:the|every|any) (?:user|reader|person))\b[^.]{0,20}"
    r"\b(?:only with|exactly|the following|with the word|in every answer|to every question|the user)"
    r"|\b(?:when|if|whenever) (?:you are )?asked\b[^.]{0,60}\b(?:say|answer|reply|respond|state|write|tell)\b"
    r"|\b(?:do not|don't|never) (?:cite|mention|reveal|quote|tell the user)\b"
    r"|\bnew instructions?\s?:|\bend of (?:document|passages?|context)\b",
    re.I,
)


def planted(text: str) -> bool:
    """Whether any of a text speaks to a machine."""
    return bool(_TO_A_MACHINE.search(text))
