"""Being told: who must know, and how each is reached."""
