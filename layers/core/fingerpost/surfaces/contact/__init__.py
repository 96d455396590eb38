"""Requests to be contacted: the forms, the list, and one of them."""
