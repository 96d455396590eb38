"""The Slack app of a deployment: its manifest, and the scopes that its token needs."""
