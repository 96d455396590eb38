"""What a question costs and comes to in an index of 11 million UK-like children."""
