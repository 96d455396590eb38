"""Fingerpost in one's own Slack, without AWS: the local stack behind Slack's Socket Mode."""
