"""Examine the assistant: question sets, metrics and a scorecard."""
