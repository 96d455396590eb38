"""Recognising a child by imperfect details: pure functions, no adapter, no store."""
