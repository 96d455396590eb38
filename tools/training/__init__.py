"""Learning the matcher's numbers from public and synthetic data. Never deployed."""
