"""What case systems do: involvements kept true by source reference."""
