"""Being told: the wish, and the notice."""
