"""The upper storey: a question goes in, and an answer comes out that has been held against the papers."""
