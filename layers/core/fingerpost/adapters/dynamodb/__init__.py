"""The three tables: how keys are made, how items and boxes look, how they are read and written."""
