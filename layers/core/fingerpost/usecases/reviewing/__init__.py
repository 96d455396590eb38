"""Asking "still involved?" before an involvement lapses (C11)."""
