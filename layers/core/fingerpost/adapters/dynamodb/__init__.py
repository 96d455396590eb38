"""The three tables: how items look, how keys are made, how they are read and written."""
