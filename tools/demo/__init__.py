"""Plays the main job on the local stack, in plain words."""
