"""A second pair of eyes: what is held, what is opened in an emergency, and what others look at."""
