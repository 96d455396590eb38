"""Being told: nothing lost and nothing doubled whatever fails, soon enough, and not too often."""
