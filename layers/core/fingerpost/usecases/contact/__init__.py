"""Asking to be contacted, answering that, and what the clock makes of it (E1-E5)."""
