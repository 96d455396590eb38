"""What officers do to records, and "not this child"."""
