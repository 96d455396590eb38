"""Re-keying what is stored, in the background."""
