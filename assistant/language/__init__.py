"""The language model, where one is set: the door to it, what is asked of it, and what is taken of its wordings.

`compose_llm` has it write answers, `wording` puts what holds before the quotes; `verify` decides what holds.
"""
