"""What an area's officer does to keep a child from being found."""
