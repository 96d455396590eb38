"""Fingerpost in Slack."""
