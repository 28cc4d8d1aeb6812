"""The upper storey: a question goes in, and an answer comes out that has been held against the papers."""

import ingest  # noqa: F401 - closes what our libraries would open by themselves, before any of them is imported
