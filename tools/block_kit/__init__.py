"""Checks Block Kit payloads against Slack's published rules, without Slack.

Slack refuses a bad payload only when it is sent, and by then a practitioner is waiting. The local Slack
refuses with the same checker, and tests run it over everything the bot sends.
"""

from tools.block_kit.problems import Problem
from tools.block_kit.surfaces import check, check_response_action

__all__ = ["Problem", "check", "check_response_action"]
