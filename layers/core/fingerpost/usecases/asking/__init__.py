"""Asking who is involved with a child."""
