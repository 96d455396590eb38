"""One module for each question; each prints one JSON object as its last line."""
