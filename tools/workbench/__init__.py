"""A local Slack: its Web API for the bot, a log of every call, and a page on which a person plays.

It enforces the rules that a bot meets in production (3-second triggers, single use, view hashes, stacks of
three, lengths, surfaces, signed requests), so that what works here is not refused there. It holds
everything in memory and forgets it when it ends.
"""
