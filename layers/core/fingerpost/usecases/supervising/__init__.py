"""What supervisors and officers see to: who left, what stands still in the team, who works in it."""
