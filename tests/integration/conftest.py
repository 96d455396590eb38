"""Integration tests talk to the deployed local stack."""

from tests.local_stack import stack

__all__ = ["stack"]
