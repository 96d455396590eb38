"""Handing involvements over: offered to a colleague, accepted or declined, and what goes along."""
