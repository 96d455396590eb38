"""The team view of supervisors and officers, and handing over what somebody left."""
