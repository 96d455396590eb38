"""Teams without Microsoft: a signing bridge, the app package, and people played by tests."""
