"""Recording, changing and ending one's own involvement, and one's own list."""
