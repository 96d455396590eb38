"""Makes the table of bank holidays from the `holidays` library."""
