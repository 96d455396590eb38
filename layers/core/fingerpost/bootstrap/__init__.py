"""The only place that joins adapters to use cases: one module for each Lambda function.

What the two chat functions need only once something is on the wire stands in `slack_services` and
`teams_services`: the only modules here that are imported late, since importing them costs a cold start more
than all the rest (docs/adr/0051).
"""
