"""Recording one's own involvement, and one's own children."""
