"""The whole product on one machine: a local AWS, a local Slack, the unmodified template, a synthetic town."""
