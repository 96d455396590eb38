"""Fingerpost: tells authorised practitioners who else is involved with a child, and whom to ring."""
