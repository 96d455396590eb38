"""The `fingerpost` command, for administrators of a deployment."""
