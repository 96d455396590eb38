"""Asking, and the screens of an answer."""
