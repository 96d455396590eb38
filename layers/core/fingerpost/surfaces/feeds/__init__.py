"""What case systems send, read into the domain."""
