"""What protects people from each other: seals, shields, retention."""
