"""Handing an involvement over: to whom, where the offer stands, and its answer."""
