"""What acts come to, one module a feature: surfaces `match` on these."""
