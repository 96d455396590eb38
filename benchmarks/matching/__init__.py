"""How well children are recognised: on public test data, against other engines, and on any files."""
