"""What officers see of records and do to them."""
