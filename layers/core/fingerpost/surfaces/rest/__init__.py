"""The REST interface, /v1: what AWS principals and machines can do. pydantic stays in this folder."""
